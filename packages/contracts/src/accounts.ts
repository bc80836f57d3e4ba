import { z } from 'zod';
import { roles } from './access.ts';
import { id, municipalityCode, page, pageQuery } from './common.ts';
import { municipality } from './organisation.ts';
import { defineRoute, empty } from './route.ts';

export const role = z.enum(roles);

export const identityProvider = z.strictObject({
  /** Goes into `/saml/login?idp=KEY`. */
  key: z.string(),
  name: z.string(),
  /** The municipality whose people log in there; absent for independent schools and the centre itself. */
  municipalityCode: municipalityCode.optional(),
  development: z.boolean(),
  /** Its own page for people whom it could not help; may hold the placeholders of the federations' `errorURL`. */
  errorUrl: z.string().optional(),
});
export type IdentityProvider = z.infer<typeof identityProvider>;

export const account = z.strictObject({
  id,
  role,
  /** Empty for pupils. */
  displayName: z.string(),
  /** Absent for pupils, whose name in the federation is not kept. */
  eppn: z.string().optional(),
  email: z.string().optional(),
  schoolUnits: z.array(z.strictObject({ id, name: z.string(), municipality })),
  /** The school unit that bookings begin with. */
  chosenSchoolUnitId: id.optional(),
});
export type Account = z.infer<typeof account>;

export const me = z.strictObject({ account, csrfToken: z.string() });
export type Me = z.infer<typeof me>;

/**
 * Why a login came to nothing, as far as the person needs to know. The browser is then sent to
 * `/logga-in?fel=CODE&nummer=REFERENCE`; the failing check stands in the log under the same reference.
 */
export const loginFailures = [
  'attempt_expired',
  'unknown_provider',
  'provider_error',
  'request_refused',
  'not_let_in',
  'no_eppn',
  'wrong_scope',
  'clock',
  'refused',
  'too_many',
] as const;
export type LoginFailure = (typeof loginFailures)[number];

export const listIdentityProviders = defineRoute({
  operation: 'listIdentityProviders',
  method: 'get',
  path: '/api/identity-providers',
  tag: 'accounts',
  summary: 'Where people can log in, for the picker',
  access: 'public',
  query: z.strictObject(pageQuery),
  responses: { 200: page(identityProvider) },
});

export const getMe = defineRoute({
  operation: 'getMe',
  method: 'get',
  path: '/api/me',
  tag: 'accounts',
  summary: 'Who is logged in, and the token that changes must carry',
  access: 'account',
  responses: { 200: me },
});

export const chooseSchoolUnit = defineRoute({
  operation: 'chooseSchoolUnit',
  method: 'put',
  path: '/api/me/school-unit',
  tag: 'accounts',
  summary: 'Choose which of one’s school units bookings begin with',
  access: 'account',
  body: z.strictObject({ schoolUnitId: id }),
  responses: { 200: me },
});

export const logout = defineRoute({
  operation: 'logout',
  method: 'post',
  path: '/api/logout',
  tag: 'accounts',
  summary: 'End this session; `redirectTo` leads through the identity provider’s logout where it has one',
  access: 'account',
  responses: { 200: z.strictObject({ redirectTo: z.string().optional() }), 204: empty },
});
