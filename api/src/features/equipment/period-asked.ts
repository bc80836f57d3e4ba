import { daysBetween, parseCivilDate, type Period } from '@mediecentral/calendar';
import { ProblemError } from '../../platform/problem.ts';

/** A year and some days, so that a screen of whole weeks has room for it. */
const mostDays = 370;

/**
 * The period of a query.
 * @throws ProblemError `dates_in_wrong_order`, or `invalid_request` for more than 370 days
 */
export function periodAsked(query: { from: string; to: string }): Period {
  const period = { from: parseCivilDate(query.from), to: parseCivilDate(query.to) };
  if (period.to < period.from) throw new ProblemError('dates_in_wrong_order', 'to comes before from');
  if (daysBetween(period.from, period.to) >= mostDays)
    throw wrongQuery('to', 'too_long', `At most ${mostDays} days`);
  return period;
}

/**
 * The period of a query that need not have one.
 * @throws ProblemError as {@link periodAsked}, and `invalid_request` for one end without the other
 */
export function periodAskedIfAny({
  from,
  to,
}: {
  from?: string | undefined;
  to?: string | undefined;
}): Period | undefined {
  if (from !== undefined && to !== undefined) return periodAsked({ from, to });
  if (from === undefined && to === undefined) return undefined;
  throw wrongQuery(from === undefined ? 'from' : 'to', 'missing', 'from and to belong together');
}

function wrongQuery(field: string, code: string, message: string): ProblemError {
  const path = `query.${field}`;
  return new ProblemError('invalid_request', `${path}: ${message}`, { errors: [{ path, code, message }] });
}
