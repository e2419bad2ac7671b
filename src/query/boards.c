/* The boards, in the document's order. */
#include "query/queries_priv.h"

static const struct column board_columns[] = {
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_BOTH, .width = 14, .priority = 2 },
	{ .key = "name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 24, .field = "name" },
	{ .key = "aliases", .type = COL_LIST, .flags = COLF_EXPORT },
	{ .key = "driftnamnd", .heading = "Driftnämnd", .type = COL_BOOL, .flags = COLF_BOTH, .width = 10, .priority = 1,
	  .field = "driftnamnd" },
	{ .key = "short_name", .heading = "Kort namn", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14, .priority = 3,
	  .field = "short_name" },
};

int query_boards(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_BOARD);
	struct filler filler;

	(void)err;
	result_init(res, board_columns, COUNT_OF(board_columns));
	filler_init(&filler, res, REC_BOARD);
	for (size_t i = 0; i < list->n; i++) {
		if (!filter->board || strcmp(list->items[i]->id, filter->board) == 0)
			filler_add(&filler, res, list->items[i]);
	}
	return 0;
}
