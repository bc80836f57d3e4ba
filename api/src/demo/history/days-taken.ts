import { type CivilDate, dayNumber, type Period } from '@mediecentral/calendar';

/** How many of each kind are out on every day, counted day by day: thousands of drawn loans are tried against it. */
export class DaysTaken {
  readonly #first: number;
  readonly #days: number;
  readonly #taken = new Map<string, Uint16Array>();

  /** Of a period that holds everything that will be asked for. */
  constructor({ from, to }: Period) {
    this.#first = dayNumber(from);
    this.#days = dayNumber(to) - this.#first + 1;
  }

  /** The most that are out on any day of the period. */
  mostTaken(prefix: string, { from, to }: Period): number {
    const taken = this.#taken.get(prefix);
    if (!taken) return 0;
    return Math.max(...taken.subarray(this.#place(from), this.#place(to) + 1));
  }

  take(prefix: string, quantity: number, { from, to }: Period): void {
    const taken = this.#taken.get(prefix) ?? new Uint16Array(this.#days);
    this.#taken.set(prefix, taken);
    const last = this.#place(to);
    for (let day = this.#place(from); day <= last; day += 1) taken[day] = (taken[day] ?? 0) + quantity;
  }

  #place(date: CivilDate): number {
    return dayNumber(date) - this.#first;
  }
}
