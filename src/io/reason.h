/* reason.h: why a system call failed, in Swedish for what people meet, in the system's words for the rest. */
#ifndef STYRTAVLA_REASON_H
#define STYRTAVLA_REASON_H

const char *io_reason(int error);

#endif
