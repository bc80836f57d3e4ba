import type { Decision, QueuedLoan } from '@mediecentral/contracts';

type DecisionLine = Pick<Decision['lines'][number], 'lineId' | 'asked' | 'grantable'>;

/** How many units are to be granted, by line. */
export type Grants = Readonly<Record<string, number>>;

/** As much as was asked for, or as much as there is. */
export const initialGrants = (lines: readonly DecisionLine[]): Grants =>
  Object.fromEntries(lines.map((line) => [line.lineId, Math.min(line.asked, line.grantable)]));

/** Keeps a number within what can be granted: what was asked, and no more than there is. */
export const withGrant = (grants: Grants, line: DecisionLine, wanted: number): Grants => ({
  ...grants,
  [line.lineId]: Math.max(0, Math.min(Math.trunc(wanted), line.asked, line.grantable)),
});

export type GrantExtent = 'whole' | 'part' | 'nothing';

/** `nothing` cannot be approved: it is a rejection, and wants a reason. */
export function extentOf(lines: readonly DecisionLine[], grants: Grants): GrantExtent {
  if (lines.every((line) => (grants[line.lineId] ?? 0) === 0)) return 'nothing';
  return lines.every((line) => grants[line.lineId] === line.asked) ? 'whole' : 'part';
}

/** What the api has to be told: only the lines that get less than they asked for. */
export const reducedLines = (lines: readonly DecisionLine[], grants: Grants) =>
  lines
    .map((line) => ({ lineId: line.lineId, granted: grants[line.lineId] ?? line.asked, asked: line.asked }))
    .filter((line) => line.granted < line.asked)
    .map(({ lineId, granted }) => ({ lineId, granted }));

/** Grants made for other numbers, fitted to the numbers of now: nobody's input is thrown away. */
export const refitted = (lines: readonly DecisionLine[], grants: Grants): Grants =>
  lines.reduce<Grants>((fitted, line) => withGrant(fitted, line, grants[line.lineId] ?? line.asked), {});

/** Those that can be granted whole without a second thought. */
export const fitting = (loans: readonly QueuedLoan[]): QueuedLoan[] =>
  loans.filter((loan) => loan.fits && !loan.inDanger);
