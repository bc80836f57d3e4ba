import { z } from 'zod';
import { id, idParams, instant, page, pageQuery } from './common.ts';
import { defineRoute, empty } from './route.ts';

/** A session of one's own. Neither address nor browser is kept, so times are all that tells one from another. */
export const ownSession = z.strictObject({
  id,
  /** The one that this request came with. */
  current: z.boolean(),
  startedAt: instant,
  /** Rounded down to five minutes: how often it is written. */
  lastUsedAt: instant,
  /** When it ends unless it is used before; never later than the limit from `startedAt`. */
  endsAt: instant,
});
export type OwnSession = z.infer<typeof ownSession>;

export const listOwnSessions = defineRoute({
  operation: 'listOwnSessions',
  method: 'get',
  path: '/api/me/sessions',
  tag: 'accounts',
  summary: 'Where one is logged in, the latest first',
  access: 'account.manage',
  query: z.strictObject(pageQuery),
  responses: { 200: page(ownSession) },
});

export const endOwnSession = defineRoute({
  operation: 'endOwnSession',
  method: 'delete',
  path: '/api/me/sessions/{id}',
  tag: 'accounts',
  summary: 'End a session of one’s own, at once everywhere',
  access: 'account.manage',
  params: idParams,
  responses: { 204: empty },
});
