import type { LoanLine } from '@mediecentral/contracts';

type Counted = Pick<LoanLine, 'modelName' | 'asked' | 'granted'>;

/** `8 Dash, 1 iPad-väska`: what is lent, or what was asked for until that is decided. Lines that got nothing are left out. */
export const linesInWords = (lines: readonly Counted[]): string =>
  lines
    .map((line) => ({ name: line.modelName, count: line.granted ?? line.asked }))
    .filter((line) => line.count > 0)
    .map((line) => `${line.count} ${line.name}`)
    .join(', ');
