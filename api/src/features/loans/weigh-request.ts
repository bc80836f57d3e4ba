import { type CivilDate, eachDay, isCivilDate, parseCivilDate, type Period } from '@mediecentral/calendar';
import type {
  EquipmentModel,
  LoanRequest,
  LoanWindow,
  SchoolUnit,
  UnavailableLine,
} from '@mediecentral/contracts';
import { clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem.ts';
import { findModels, readLedger } from '../equipment/index.ts';
import { findSchoolUnit, loadCalendars } from '../organisation/index.ts';
import { type BookingRules, civilPeriodOf, requireLines, requireWindow } from './booking-rules.ts';
import { freeLines, type ModelBooks } from './free-lines.ts';
import type { LoanRecord } from './loan-record.ts';

type Asked = Pick<LoanRequest, 'schoolUnitId' | 'from' | 'to' | 'delivery' | 'lines'>;

/** A request that breaks no rule, and what is free for it. */
export type Weighed = {
  schoolUnit: SchoolUnit;
  models: ReadonlyMap<string, EquipmentModel>;
  rules: BookingRules;
  window: LoanWindow;
  schoolDays: number;
  /** For every line how many are free, and when there are enough. */
  lines: UnavailableLine[];
};

/**
 * Holds a request against the rules and the ledgers; changes nothing.
 * @throws ProblemError for the first rule that it breaks
 */
export async function weighRequest(asked: Asked): Promise<Weighed> {
  const period = periodOf(asked);
  const [schoolUnit, models, calendars] = await Promise.all([
    findSchoolUnit(asked.schoolUnitId),
    findModels(asked.lines.map((line) => line.modelId)),
    loadCalendars(),
  ]);
  if (!schoolUnit) throw new ProblemError('not_found', 'No such school unit');
  const rules: BookingRules = {
    today: clock.today(),
    calendars,
    models: [...models.values()],
    schoolUnit,
    delivery: asked.delivery,
  };
  requireLines(asked.lines, rules);
  const window = requireWindow(period, rules);
  const lines = freeLines({
    lines: asked.lines,
    period,
    claimed: civilPeriodOf(window),
    books: await readBooks(asked.lines.map((line) => line.modelId)),
    rules,
  });
  const schoolDays = eachDay(period).filter((day) => calendars.school.isOpen(day)).length;
  return { schoolUnit, models, rules, window, schoolDays, lines };
}

/** What is free for a loan that was about to be made; its own claims are given back before. */
export async function weighLoan({
  schoolUnit,
  from,
  to,
  delivery,
  lines,
}: LoanRecord): Promise<UnavailableLine[]> {
  const asked = lines.map(({ modelId, asked: quantity }) => ({ modelId, quantity }));
  return (await weighRequest({ schoolUnitId: schoolUnit.id, from, to, delivery, lines: asked })).lines;
}

/** The ledgers of models by the model's id. */
async function readBooks(modelIds: readonly string[]): Promise<Map<string, ModelBooks>> {
  return new Map(await Promise.all(modelIds.map(async (id) => [id, await readLedger(id)] as const)));
}

/** @throws ProblemError `invalid_request` for a year that the calendar does not have */
function periodOf({ from, to }: Asked): Period {
  return { from: requireDate(from, '/from'), to: requireDate(to, '/to') };
}

function requireDate(date: string, path: string): CivilDate {
  if (isCivilDate(date)) return parseCivilDate(date);
  throw new ProblemError('invalid_request', `${path}: is no date`, {
    errors: [{ path, code: 'not_a_date', message: 'Not a date' }],
  });
}
