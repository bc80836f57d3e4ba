import {
  addMonths,
  type CivilDate,
  earliestFirstDay,
  type JourneyRules,
  loanWindow,
  type LoanWindowRefusal,
  parseCivilDate,
  type Period,
} from '@mediecentral/calendar';
import type { EquipmentModel, LoanRequest, LoanWindow, SchoolUnit } from '@mediecentral/contracts';
import { ProblemError } from '../../platform/problem.ts';
import type { CentreCalendars } from '../organisation/index.ts';

/** Nobody knows a school's timetable further ahead. */
const monthsAhead = 18;
/** Loans that one school may have open at once. */
export const mostOpenLoans = 20;

export type BookingRules = {
  today: CivilDate;
  calendars: CentreCalendars;
  models: readonly EquipmentModel[];
  schoolUnit: Pick<SchoolUnit, 'active' | 'municipality'>;
  delivery: LoanRequest['delivery'];
};

/** What the ledger holds for a loan. */
export const civilPeriodOf = ({ claimedFrom, claimedTo }: LoanWindow): Period => ({
  from: parseCivilDate(claimedFrom),
  to: parseCivilDate(claimedTo),
});

/** The last day that can be booked today. */
export const lastBookableDay = (today: CivilDate): CivilDate => addMonths(today, monthsAhead);

/**
 * The journey of a booking. The box travels and is checked as a whole, so the model that needs the most days decides.
 * @throws ProblemError for the first rule that the period breaks
 */
export function requireWindow(period: Period, rules: BookingRules): LoanWindow {
  if (period.to > lastBookableDay(rules.today)) {
    throw refusal('too_far_ahead', `Bookings are taken ${monthsAhead} months ahead`, '/to');
  }
  const result = loanWindow({ ...period, ...windowRules(rules) });
  if (!result.ok) throw problemOf(result.refusal);
  return result.window;
}

/** The claimed days of a period, where a loan could be for it at all. */
export function claimedDays(period: Period, rules: BookingRules): Period | undefined {
  const result = loanWindow({ ...period, ...windowRules(rules) });
  return result.ok ? civilPeriodOf(result.window) : undefined;
}

/** The first day at school that can be had today; today itself where none is near. */
export const earliestDay = (rules: BookingRules): CivilDate =>
  earliestFirstDay(windowRules(rules)) ?? rules.today;

/**
 * Rules about what is asked, apart from when.
 * @throws ProblemError `school_inactive`, `model_inactive`, `too_many`, `delivery_not_offered`, `invalid_request`
 */
export function requireLines(lines: LoanRequest['lines'], rules: BookingRules): void {
  if (!rules.schoolUnit.active) throw refusal('school_inactive', 'The school is closed', '/schoolUnitId');
  const models = new Map(rules.models.map((model) => [model.id, model]));
  const seen = new Set<string>();
  lines.forEach(({ modelId, quantity }, index) => {
    const path = `/lines/${index}`;
    if (seen.has(modelId)) {
      throw refusal('invalid_request', `${path}/modelId: is named twice`, `${path}/modelId`, 'duplicate');
    }
    seen.add(modelId);
    const model = models.get(modelId);
    if (!model) throw refusal('not_found', `No model ${modelId}`, `${path}/modelId`);
    if (!model.active) throw refusal('model_inactive', `${model.name} is not lent now`, `${path}/modelId`);
    if (quantity > model.maxQuantity) {
      throw new ProblemError('too_many', `At most ${model.maxQuantity} of ${model.name} in one loan`, {
        limit: model.maxQuantity,
        errors: [{ path: `${path}/quantity`, code: 'too_many', message: 'Too many' }],
      });
    }
    // What staff set up on site comes with them, and neither by parcel nor under somebody's arm.
    if (model.installation && rules.delivery !== 'transport') {
      throw refusal('delivery_not_offered', `${model.name} is set up on site`, '/delivery');
    }
  });
}

function windowRules({ today, calendars, models, schoolUnit, delivery }: BookingRules) {
  const transport = calendars.transportOf(schoolUnit.municipality.code);
  const journey: JourneyRules = {
    delivery,
    office: calendars.office,
    turnaroundOpenDays: Math.max(...models.map((model) => model.turnaroundDays)),
    ...(transport ? { transport } : {}),
  };
  return {
    ...journey,
    today,
    school: calendars.school,
    leadOpenDays: Math.max(...models.map((model) => model.leadDays)),
    maxDays: Math.min(...models.map((model) => model.maxDays)),
  };
}

function problemOf(refused: LoanWindowRefusal): ProblemError {
  switch (refused.code) {
    case 'to_before_from':
      return refusal('dates_in_wrong_order', 'The last day comes before the first', '/to');
    case 'in_the_past':
      return refusal('in_the_past', 'The first day has been', '/from');
    case 'too_long':
      return new ProblemError('too_long_loan', `At most ${refused.maxDays} days`, { limit: refused.maxDays });
    case 'closed_first_day':
      return refusal('closed_day', 'A loan begins on a school day', '/from');
    case 'closed_last_day':
      return refusal('closed_day', 'A loan ends on a school day', '/to');
    case 'too_soon':
      return new ProblemError('too_soon', 'The centre needs more time', {
        ...(refused.earliest ? { earliest: refused.earliest } : {}),
        errors: [{ path: '/from', code: 'too_soon', message: 'Too soon' }],
      });
    default:
      return refusal('delivery_not_offered', 'No transport goes there around these days', '/delivery');
  }
}

function refusal(code: ProblemError['code'], detail: string, path: string, field: string = code) {
  return new ProblemError(code, detail, { errors: [{ path, code: field, message: detail }] });
}
