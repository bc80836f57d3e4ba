import type { LoginFailure } from '@mediecentral/contracts';

/** A login that is not let in: what the person is told, and for the log the check that failed and why. */
export class LoginRefusal extends Error {
  readonly failure: LoginFailure;
  readonly check: string;
  /** The key of the provider that the login began at, once it is known. */
  provider: string | undefined;
  /** What the provider said of the person, once that had been verified; shown at test logins only, never logged. */
  received: readonly { name: string; known: boolean; values: string[] }[] = [];

  /** `detail` goes to the log: nothing in it says who the person is. */
  constructor(failure: LoginFailure, check: string, detail: string) {
    super(detail);
    this.failure = failure;
    this.check = check;
  }
}
