import { type CivilDate, civilDateAt } from '@mediecentral/calendar';

type TimeSource = () => Date;

const systemTime: TimeSource = () => new Date();
let source = systemTime;

/** The process's only source of time, so that tests and the demo centre can choose the day. */
export const clock = {
  now: (): Date => source(),
  /** Today's civil date in Swedish time, wherever the server stands. */
  today: (): CivilDate => civilDateAt(source()),
};

/** Replaces the time source; without an argument the system's time is back. Only for tests and demo data. */
export function setClock(replacement?: TimeSource): void {
  source = replacement ?? systemTime;
}
