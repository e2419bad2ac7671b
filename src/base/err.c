/* err.c: one error, with a code that is also the exit code, and one Swedish line that says what to do. */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

static const char ellipsis[] = "…";

/* Ends text, of which only the first ERR_TEXT_MAX − 1 bytes were kept, in "…" without splitting a character. */
static void cut(char *text)
{
	size_t at = ERR_TEXT_MAX - sizeof(ellipsis);

	/* A character has at most three continuation bytes; more of them is not UTF-8, and any place will do. */
	for (int i = 0; i < 3 && at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80; i++)
		at--;
	memcpy(text + at, ellipsis, sizeof(ellipsis));
}

int err_set(struct err *err, int code, const char *fmt, ...)
{
	/* Formatted aside, because the arguments may well be the text that err has now. */
	char text[ERR_TEXT_MAX];
	va_list ap;
	int n;

	if (!err)
		return code;
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0)
		text[0] = '\0';
	else if ((size_t)n >= sizeof(text))
		cut(text);
	err->code = code;
	memcpy(err->text, text, strlen(text) + 1);
	return code;
}

int err_prefix(struct err *err, const char *fmt, ...)
{
	char prefix[ERR_TEXT_MAX];
	va_list ap;
	int n;

	if (!err)
		return ERR_NONE;
	va_start(ap, fmt);
	n = vsnprintf(prefix, sizeof(prefix), fmt, ap);
	va_end(ap);
	if (n < 0)
		return err->code;
	if ((size_t)n >= sizeof(prefix))
		cut(prefix);
	return err_set(err, err->code, "%s: %s", prefix, err->text);
}

void err_clear(struct err *err)
{
	if (!err)
		return;
	err->code = ERR_NONE;
	err->text[0] = '\0';
}
