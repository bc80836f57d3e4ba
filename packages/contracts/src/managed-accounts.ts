import { z } from 'zod';
import { role } from './accounts.ts';
import { id, idParams, instant, page, pageQuery, text } from './common.ts';
import { defineRoute } from './route.ts';

/** An account as administrators see it; pupils have no name and are not listed. */
export const managedAccount = z.strictObject({
  id,
  displayName: z.string(),
  eppn: z.string().optional(),
  email: z.string().optional(),
  role,
  /** What the centre has given, if it has; it counts beside the provider's rules. */
  granted: role.optional(),
  /** Its entity id. */
  provider: z.string(),
  lastLoginAt: instant,
});
export type ManagedAccount = z.infer<typeof managedAccount>;

export const listAccounts = defineRoute({
  operation: 'listAccounts',
  method: 'get',
  path: '/api/accounts',
  tag: 'accounts',
  summary: 'People with a name and a role above pupil, the latest login first',
  access: 'accounts.manage',
  query: z.strictObject({
    /** The beginning of a part of the name, or of the name in the federation. */
    q: text(100).optional(),
    role: role.optional(),
    ...pageQuery,
  }),
  responses: { 200: page(managedAccount) },
});

export const grantAccountRole = defineRoute({
  operation: 'grantAccountRole',
  method: 'put',
  path: '/api/accounts/{id}/role',
  tag: 'accounts',
  summary:
    'Give a role by the centre, or take it back with `pupil`; a lowered role ends the person’s sessions',
  access: 'accounts.manage',
  params: idParams,
  body: z.strictObject({ role }),
  responses: { 200: managedAccount },
});
