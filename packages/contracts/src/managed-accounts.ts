import { z } from 'zod';
import { role } from './accounts.ts';
import { id, idParams, instant, line, page, pageQuery, text } from './common.ts';
import { defineRoute, empty } from './route.ts';

/** An account as administrators see it; pupils have no name and are not listed. */
export const managedAccount = z.strictObject({
  id,
  displayName: z.string(),
  eppn: z.string().optional(),
  email: z.string().optional(),
  /** At the last login: the higher of what the rules and a grant gave then. */
  role,
  /** What the provider's rules alone gave at the last login. */
  byRules: role,
  /** What the centre has given by now, if it has; it counts from the next login on. */
  granted: role.optional(),
  /** Its entity id, and the name it goes by here unless it has been taken away. */
  provider: z.string(),
  providerName: z.string().optional(),
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

/** A name in the federation: `kerstin.ahl@kalmar.se`. */
const eppn = line(200).regex(/^[^\s@]+@[^\s@]+$/, 'not_an_eppn');

export const grantPersonRole = defineRoute({
  operation: 'grantPersonRole',
  method: 'post',
  path: '/api/grants',
  tag: 'accounts',
  summary:
    'Give a role to somebody by their name at a provider, who need not have logged in yet; `pupil` takes it back',
  access: 'accounts.manage',
  body: z.strictObject({
    /** The provider's key, which must speak for the name's scope. */
    idp: line(60),
    eppn,
    role,
  }),
  responses: { 204: empty },
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
