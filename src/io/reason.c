/* reason.c: see the header. */
#include "io/reason.h"

#include <errno.h>
#include <string.h>

const char *io_reason(int error)
{
	switch (error) {
	case ENOENT:
		return "finns inte";
	case EACCES:
	case EPERM:
		return "rätt till filen saknas";
	case EISDIR:
		return "är en katalog";
	case ENOTDIR:
		return "en del av sökvägen är ingen katalog";
	case ENOSPC:
	case EDQUOT:
		return "disken är full";
	case EFBIG:
		return "filen får inte bli så stor";
	case EROFS:
		return "disken går bara att läsa";
	case EPIPE:
		return "mottagaren har slutat läsa";
	case EBADF:
		return "utgången är stängd";
	case EIO:
		return "disken svarar med fel";
	default:
		return strerror(error);
	}
}
