/* zip_calls.h: what is used of libzip, found in it when the first XLSX file is read.
 *
 * libzip brings a cryptographic library that takes longer to set up than all the rest of a start, and 400 KiB of memory that
 * is never given back. A dashboard reads no XLSX file: so the library is loaded by name, not linked. */
#ifndef STYRTAVLA_ZIP_CALLS_H
#define STYRTAVLA_ZIP_CALLS_H

#include <zip.h>

#define ZIP_CALLS(CALL) \
	CALL(zip_discard) \
	CALL(zip_fclose) \
	CALL(zip_fopen_index) \
	CALL(zip_fread) \
	CALL(zip_get_num_entries) \
	CALL(zip_name_locate) \
	CALL(zip_open_from_source) \
	CALL(zip_source_buffer_create) \
	CALL(zip_source_free) \
	CALL(zip_stat)

struct zip_calls {
#define CALL(name) __typeof__(name) *name;
	ZIP_CALLS(CALL)
#undef CALL
};

/* The same table each time; NULL where the library is not on this machine (it is tried again next time). */
const struct zip_calls *zip_calls(void);

#endif
