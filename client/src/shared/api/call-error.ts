import type { ErrorCode, FieldError, Problem, UnavailableLine } from '@mediecentral/contracts';

/** A code of the api, or `no_network` where no answer came at all. */
export type CallErrorCode = ErrorCode | 'no_network';

/** Why a call failed; `useErrorWords` puts it in words for the person in front of the screen. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorCode;
  /** The reference number that the centre finds in its log. */
  readonly requestId: string | undefined;
  /** For `not_available`: what is free, line by line. */
  readonly lines: readonly UnavailableLine[];
  /** For `invalid_request`: which fields, and what is wrong with each. */
  readonly fields: readonly FieldError[];
  /** For `too_soon`: the first day that can be had. */
  readonly earliest: string | undefined;
  /** For limits: the limit that was passed. */
  readonly limit: number | undefined;

  constructor(code: CallErrorCode, problem: Partial<Problem> = {}) {
    super(problem.detail ?? code);
    this.code = code;
    this.requestId = problem.requestId;
    this.lines = problem.lines ?? [];
    this.fields = problem.errors ?? [];
    this.earliest = problem.earliest;
    this.limit = problem.limit;
  }
}

export const isCallError = (error: unknown, code: CallErrorCode): error is CallError =>
  error instanceof CallError && error.code === code;

/** It may work when it is tried again as it was: nothing was wrong with what was asked. */
export const isTransient = (error: unknown): boolean =>
  !(error instanceof CallError) || ['no_network', 'unavailable', 'internal'].includes(error.code);
