/* zip_calls.c: see the header. */
#include "io/zip_calls.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *name;
	size_t offset;
} wanted[] = {
#define CALL(name) { #name, offsetof(struct zip_calls, name) },
	ZIP_CALLS(CALL)
#undef CALL
};

static struct zip_calls calls;

const struct zip_calls *zip_calls(void)
{
	static void *library; /* stays: the functions are in it */

	if (library)
		return &calls;
	library = dlopen(LIBZIP_SONAME, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; library && i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		void *found = dlsym(library, wanted[i].name);

		if (!found) {
			dlclose(library);
			library = NULL;
			break;
		}
		memcpy((char *)&calls + wanted[i].offset, &found, sizeof(found));
	}
	return library ? &calls : NULL;
}
