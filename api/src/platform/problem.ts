import type { ErrorCode, FieldError, Problem } from '@mediecentral/contracts';

const statuses: Record<ErrorCode, number> = {
  invalid_request: 400,
  malformed_json: 400,
  too_large: 413,
  unsupported_media_type: 415,
  not_found: 404,
  method_not_allowed: 405,
  rate_limited: 429,
  not_logged_in: 401,
  forbidden: 403,
  csrf: 403,
  login_failed: 403,
  stale: 409,
  not_available: 409,
  wrong_state: 409,
  dates_in_wrong_order: 422,
  in_the_past: 422,
  too_soon: 422,
  too_far_ahead: 422,
  too_long_loan: 422,
  closed_day: 422,
  too_many: 422,
  model_inactive: 422,
  delivery_not_offered: 422,
  school_not_yours: 403,
  school_inactive: 422,
  overdue_block: 409,
  too_many_open_loans: 409,
  duplicate: 409,
  in_use: 409,
  request_reused: 409,
  unit_not_available: 409,
  not_packed: 409,
  metadata_refused: 422,
  internal: 500,
  unavailable: 503,
};

type Extras = Pick<Problem, 'lines' | 'earliest' | 'limit'>;

/** Something that the caller has to know: becomes an RFC 9457 answer. Anything else that is thrown becomes a 500. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly extras: Extras;

  /** `detail` is for developers, in English; the client words the code in the user's language. */
  constructor(
    code: ErrorCode,
    detail: string,
    { errors, ...extras }: Extras & { errors?: FieldError[] } = {},
  ) {
    super(detail);
    this.code = code;
    this.status = statuses[code];
    this.errors = errors;
    this.extras = extras;
  }

  toProblem(requestId: string): Problem {
    return {
      type: `urn:mediecentral:problem:${this.code}`,
      title: this.code.replaceAll('_', ' '),
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      requestId,
      ...this.extras,
    };
  }
}
