import type { Scanned } from '@mediecentral/contracts';

/** `waiting`: the network is away, or the answer is; `refused`: the api would not take it (the loan has moved on). */
export type LoggedResult = Scanned['result'] | 'waiting' | 'refused' | 'undone';

export type LoggedScan = {
  id: string;
  code: string;
  /** Milliseconds since 1970, when it was scanned. */
  at: number;
  result: LoggedResult;
  unit?: { id: string; inventoryNumber: string; modelName: string; shelf: string };
  lineId?: string;
  left?: number;
  belongsTo?: string;
};

export type ScanEvent =
  | { kind: 'scanned'; id: string; code: string; at: number }
  | { kind: 'answered'; id: string; answer: Omit<Scanned, 'loan'> }
  | { kind: 'refused'; id: string }
  | { kind: 'undone'; unitId: string };

const longest = 200;

/** The scans of this visit to the page, the latest first. A scan is logged once, whatever becomes of it. */
export function scanLog(log: readonly LoggedScan[], event: ScanEvent): readonly LoggedScan[] {
  switch (event.kind) {
    case 'scanned': {
      const { id, code, at } = event;
      return [{ id, code, at, result: 'waiting' as const }, ...log.filter((scan) => scan.id !== id)].slice(
        0,
        longest,
      );
    }
    case 'answered': {
      const { result, unit, lineId, left, belongsTo } = event.answer;
      return changed(log, event.id, {
        result,
        ...(unit ? { unit } : {}),
        ...(lineId === undefined ? {} : { lineId }),
        ...(left === undefined ? {} : { left }),
        ...(belongsTo === undefined ? {} : { belongsTo }),
      });
    }
    case 'refused':
      return changed(log, event.id, { result: 'refused' });
    case 'undone':
    default: {
      // It is what happened last, so it is what is shown.
      const undone = log
        .filter((scan) => isRight(scan) && scan.unit?.id === event.unitId)
        .map((scan) => ({ ...scan, result: 'undone' as const }));
      const ids = new Set(undone.map((scan) => scan.id));
      return [...undone, ...log.filter((scan) => !ids.has(scan.id))];
    }
  }
}

/** The scan that undo takes back: the latest that put a unit in the box and still has it there. */
export const lastRight = (log: readonly LoggedScan[]): LoggedScan | undefined => log.find(isRight);

const isRight = (scan: LoggedScan) => scan.result === 'right';

const changed = (log: readonly LoggedScan[], id: string, change: Partial<LoggedScan>) =>
  log.map((scan) => (scan.id === id ? { ...scan, ...change } : scan));

export type Verdict = 'right' | 'neutral' | 'wrong' | 'waiting';

/** How a result looks and sounds: right, wrong, or nothing to act on. */
export function verdictOf(result: LoggedResult): Verdict {
  if (result === 'right') return 'right';
  if (result === 'already' || result === 'undone') return 'neutral';
  return result === 'waiting' ? 'waiting' : 'wrong';
}
