import { type Queue, queues, type Today } from '@mediecentral/contracts';

type Counted = Pick<Today['queues'][number], 'queue' | 'total'>;

/** The queue that the address names, else the first that has something in it. */
export function chosenQueue(named: string | null, counted: readonly Counted[]): Queue {
  return (
    queues.find((queue) => queue === named) ??
    queues.find((queue) => counted.some((one) => one.queue === queue && one.total > 0)) ??
    'to_answer'
  );
}

/** The row after `steps` steps down (or up), without leaving the list. */
export function stepped<Row extends { id: string }>(
  rows: readonly Row[],
  selectedId: string | undefined,
  steps: number,
): Row | undefined {
  const at = rows.findIndex((row) => row.id === selectedId);
  return rows[at === -1 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1)];
}
