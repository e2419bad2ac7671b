/* forecast.c: see the header. */
#include "model/forecast.h"

#include <math.h>

#include "base/num.h"

/* Differences of tenths are not exact in binary: rounded far below any amount that is written. */
#define DIFFERENCE_DECIMALS 6

static double difference(double a, double b)
{
	return num_missing(a) || num_missing(b) ? NUM_MISSING : num_round(a - b, DIFFERENCE_DECIMALS);
}

double forecast_budget_year(const struct forecast *forecast)
{
	return num_missing(forecast->budget_year) ? 0.0 : forecast->budget_year;
}

double forecast_deviation(const struct forecast *forecast)
{
	return difference(forecast->forecast, forecast_budget_year(forecast));
}

double forecast_to_date(const struct forecast *forecast)
{
	return difference(forecast->outcome, forecast->budget);
}

double forecast_change(const struct forecast *forecast, const struct forecast *before)
{
	return forecast && before ? difference(forecast->forecast, before->forecast) : NUM_MISSING;
}

double forecast_deficit(const struct forecast *forecast)
{
	double lowest;

	if (!forecast || num_missing(forecast->forecast))
		return NUM_MISSING;
	lowest = fmin(forecast->forecast, forecast_deviation(forecast));
	return lowest < -FORECAST_NOTHING ? -lowest : 0.0;
}

enum duty forecast_duty(double deficit, const struct action_plan_effect *effect)
{
	if (num_missing(deficit) || deficit <= 0)
		return DUTY_NONE;
	if (!effect)
		return DUTY_PLAN;
	return effect->remaining < FORECAST_NOTHING ? DUTY_COVERED : DUTY_SHORT;
}
