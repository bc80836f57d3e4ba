import { isCivilDate } from '@mediecentral/calendar';

export type AuditFilters = {
  from?: string;
  to?: string;
  action?: string;
  subjectKind?: string;
  subjectId?: string;
  /** The account of who did it. */
  by?: string;
};

const patterns = {
  action: /^[a-z][a-z0-9_.-]{0,59}$/,
  subjectKind: /^[a-z][a-z0-9_.-]{0,59}$/,
  subjectId: /^\S{1,120}$/,
  by: /^[0-9a-f]{24}$/,
} as const;

/** Reads the filters from an address; what the api would refuse is left out, so that an old link still shows a list. */
export function filtersFrom(parameters: URLSearchParams): AuditFilters {
  const filters: AuditFilters = {};
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = parameters.get(name);
    if (value && pattern.test(value)) filters[name as keyof typeof patterns] = value;
  }
  for (const name of ['from', 'to'] as const) {
    const value = parameters.get(name);
    if (isCivilDate(value)) filters[name] = value;
  }
  return filters;
}

export const isFiltered = (filters: AuditFilters): boolean => Object.keys(filters).length > 0;
