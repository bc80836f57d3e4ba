import { type LoanState, loanStates } from '@mediecentral/contracts';
import { isCivilDate } from '@mediecentral/calendar';

/** Nobody is shown a booking that was not committed. */
const shownStates = loanStates.filter((state) => state !== 'reserving' && state !== 'failed');

/** One choice for what would be three fields: every loan, those going on, the late ones, or those in one state. */
export const shows = ['open', 'overdue', ...shownStates] as const;
export type Show = 'open' | 'overdue' | LoanState;

export type LoanFilters = {
  show?: Show;
  q?: string;
  municipality?: string;
  modelId?: string;
  schoolUnitId?: string;
  from?: string;
  to?: string;
};

const patterns = {
  q: /^.{1,60}$/,
  municipality: /^\d{4}$/,
  modelId: /^[0-9a-f]{24}$/,
  schoolUnitId: /^[0-9a-f]{24}$/,
} as const;

/** Reads the filters from an address; what the api would refuse is left out, so that an old link still shows a list. */
export function filtersFrom(parameters: URLSearchParams): LoanFilters {
  const filters: LoanFilters = {};
  const show = shows.find((known) => known === parameters.get('show'));
  if (show) filters.show = show;
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = parameters.get(name)?.trim();
    if (value && pattern.test(value)) filters[name as keyof typeof patterns] = value;
  }
  for (const name of ['from', 'to'] as const) {
    const value = parameters.get(name);
    if (isCivilDate(value)) filters[name] = value;
  }
  return filters;
}

/** The filters as the api takes them. */
export function queryFor({ show, ...rest }: LoanFilters) {
  if (show === undefined) return rest;
  if (show === 'open' || show === 'overdue') return { ...rest, [show]: 'true' as const };
  return { ...rest, state: show };
}

export const isFiltered = (filters: LoanFilters): boolean => Object.keys(filters).length > 0;
