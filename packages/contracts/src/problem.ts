import { z } from 'zod';
import { civilDate, id } from './common.ts';

/** Every code that an error can carry; the client has a sentence for each. */
export const errorCodes = [
  // the request itself
  'invalid_request',
  'malformed_json',
  'too_large',
  'unsupported_media_type',
  'not_found',
  'method_not_allowed',
  'rate_limited',
  // who asks
  'not_logged_in',
  'forbidden',
  'csrf',
  'login_failed',
  // what is asked
  'stale',
  'not_available',
  'wrong_state',
  'dates_in_wrong_order',
  'in_the_past',
  'too_soon',
  'too_far_ahead',
  'too_long_loan',
  'closed_day',
  'too_many',
  'model_inactive',
  'delivery_not_offered',
  'school_not_yours',
  'school_inactive',
  'overdue_block',
  'too_many_open_loans',
  'duplicate',
  'in_use',
  'request_reused',
  'unit_not_available',
  'not_packed',
  'metadata_refused',
  // ourselves
  'internal',
  'unavailable',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

const fieldError = z.strictObject({
  /** Where: a JSON pointer into the body (`/lines/0/quantity`), or `query.from`, `params.id`. */
  path: z.string(),
  code: z.string(),
  message: z.string(),
});

/** For a line that does not fit: how many are free over the period and the nearest periods that fit. */
export const unavailableLine = z.strictObject({
  modelId: id,
  asked: z.int(),
  free: z.int().min(0),
  nearest: z.array(z.strictObject({ from: civilDate, to: civilDate })),
});
export type UnavailableLine = z.infer<typeof unavailableLine>;

/** An error as RFC 9457 says, with our extensions. `detail` is for developers; the client words it by `code`. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(errorCodes),
  detail: z.string().optional(),
  errors: z.array(fieldError).optional(),
  requestId: z.string(),
  lines: z.array(unavailableLine).optional(),
  /** For `too_soon`: the first day that can be had. */
  earliest: civilDate.optional(),
  /** For `too_long_loan`, `too_many`, `too_many_open_loans`: the limit that was passed. */
  limit: z.int().optional(),
});
export type Problem = z.infer<typeof problem>;
export type FieldError = z.infer<typeof fieldError>;
