/* cube_priv.h: what cube_in.c and cube_roles.c share and nobody else needs. */
#ifndef STYRTAVLA_CUBE_PRIV_H
#define STYRTAVLA_CUBE_PRIV_H

#include "io/cube_in.h"

/* Sets cube->time, place, gender and contents, the roles, and the categories' periods and genders. 0 or ERR_INPUT. */
int cube_find_roles(struct cube *cube, struct err *err);
/* True for a category that is all the others together. */
bool cube_is_total(const struct cube_category *category);
/* For messages. */
const char *cube_dim_name(const struct cube_dim *dim);

#endif
