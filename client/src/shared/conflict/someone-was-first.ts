import { CallError } from '../api/call-error.ts';

/** A change that was made from an old version: somebody changed the thing meanwhile, and it now is as `now` says. */
export class SomeoneWasFirst<Thing> extends Error {
  override readonly name = 'SomeoneWasFirst';
  readonly now: Thing;

  constructor(now: Thing) {
    super('Somebody else changed it first');
    this.now = now;
  }
}

const movedOn: ReadonlySet<string> = new Set(['stale', 'wrong_state']);

/**
 * Makes a change; where somebody was first, reads how the thing is now.
 * @throws SomeoneWasFirst with what `read` gives, or whatever else `change` or `read` throws
 */
export async function changeUnlessStale<Answer, Thing>(
  change: () => Promise<Answer>,
  read: () => Promise<Thing>,
): Promise<Answer> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof CallError && movedOn.has(error.code)) throw new SomeoneWasFirst(await read());
    throw error;
  }
}
