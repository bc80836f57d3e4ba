import { lastRight, type LoggedScan, type ScanEvent, scanLog, verdictOf } from './scan-log.ts';

const after = (...events: ScanEvent[]) => events.reduce<readonly LoggedScan[]>(scanLog, []);
const unit = (id: string) => ({ id, inventoryNumber: id.toUpperCase(), modelName: 'BlueBot', shelf: 'B1' });
const scanned = (id: string): ScanEvent => ({ kind: 'scanned', id, code: `BB-${id}`, at: Number(id) });
const answered = (id: string, result: 'right' | 'wrong' | 'already'): ScanEvent => ({
  kind: 'answered',
  id,
  answer: { result, code: `BB-${id}`, unit: unit(`u${id}`) },
});

describe('the log of scans', () => {
  it('shows the latest first, and waits for each answer', () => {
    const log = after(scanned('1'), scanned('2'), answered('1', 'right'));
    expect(log.map((scan) => [scan.id, scan.result])).toEqual([
      ['2', 'waiting'],
      ['1', 'right'],
    ]);
  });

  it('logs a scan once though it is sent again after the network was away', () => {
    expect(after(scanned('1'), scanned('1'), answered('1', 'right'))).toHaveLength(1);
  });

  it('undoes the latest right one, then the one before, and never a wrong one', () => {
    const log = after(
      scanned('1'),
      answered('1', 'right'),
      scanned('2'),
      answered('2', 'right'),
      scanned('3'),
      answered('3', 'wrong'),
    );
    expect(lastRight(log)?.id).toBe('2');
    const undone = scanLog(log, { kind: 'undone', unitId: 'u2' });
    expect(undone[0]).toMatchObject({ id: '2', result: 'undone' });
    expect(lastRight(undone)?.id).toBe('1');
    expect(lastRight(scanLog(undone, { kind: 'undone', unitId: 'u1' }))).toBeUndefined();
  });

  it('calls everything wrong that must not go in the box', () => {
    expect(
      ['wrong', 'too_many', 'unknown', 'not_available', 'refused'].map((result) =>
        verdictOf(result as LoggedScan['result']),
      ),
    ).toEqual(Array.from({ length: 5 }, () => 'wrong'));
    expect(verdictOf('already')).toBe('neutral');
  });
});
