import type { LoanState, Municipality, Stage } from '@mediecentral/contracts';
import { LoanModel } from './loan.model.ts';

/** A loan as figures need it: no borrower, since figures need no persons. */
export type LoanFigures = {
  reference: string;
  state: LoanState;
  /** First and last day at school. */
  from: string;
  to: string;
  /** As they were on the day of the request. */
  municipality: Municipality;
  schoolUnit: string;
  stage: Stage | undefined;
  /** `quantity` is the units that were lent; a line of which nothing came along is not there. */
  lines: { modelId: string; modelName: string; quantity: number }[];
};

/** The loans whose first day at school is in the year and which were sent or fetched, by their first day. */
export async function listLoansOfYear(year: number): Promise<LoanFigures[]> {
  const loans = await LoanModel.find(
    { year, wasSent: true },
    {
      reference: 1,
      state: 1,
      from: 1,
      to: 1,
      municipality: 1,
      schoolUnit: 1,
      stage: 1,
      lines: 1,
    },
  ).lean();
  return loans
    .map(({ reference, state, from, to, municipality, schoolUnit, stage, lines }) => ({
      reference,
      state,
      from,
      to,
      municipality,
      schoolUnit: schoolUnit.name,
      stage,
      lines: lentLines(lines),
    }))
    .toSorted(
      (left, right) => left.from.localeCompare(right.from) || left.reference.localeCompare(right.reference),
    );
}

type Line = {
  modelId: string;
  modelName: string;
  asked: number;
  granted?: number | undefined;
  units: readonly unknown[];
};

/** What was packed; for loans from before units were scanned, what was granted. */
function lentLines(lines: readonly Line[]): LoanFigures['lines'] {
  const isScanned = lines.some(({ units }) => units.length > 0);
  return lines
    .map(({ modelId, modelName, asked, granted, units }) => ({
      modelId,
      modelName,
      quantity: isScanned ? units.length : (granted ?? asked),
    }))
    .filter(({ quantity }) => quantity > 0);
}
