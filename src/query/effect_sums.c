/* The sums under the months of an action plan's effects: what all its measures together were to give and gave. */
#include "query/forecasts.h"

#include "query/queries_priv.h"

#define WHATS 2 /* planned, realised: indexes 1 and 2 of the column's choices */

static void add_up(struct cell *sum, const struct cell *cell)
{
	if (!num_missing(cell->num))
		sum->num = num_round((num_missing(sum->num) ? 0 : sum->num) + cell->num, 6);
}

void effects_add_sums(struct result *res)
{
	const size_t n = res->nrows;
	const int what = result_column(res, "what");

	for (int w = 1; w <= WHATS && n; w++) {
		struct row *sum = result_add(res, REC_NONE, NULL, NULL);

		sum->summary = true;
		row_num(res, sum, "what", w);
		for (size_t i = 0; i < n; i++) {
			const struct row *row = &res->rows[i];

			for (size_t c = (size_t)what + 1; (int)row->cells[what].num == w && c < res->ncolumns; c++)
				add_up(&sum->cells[c], &row->cells[c]);
		}
	}
}
