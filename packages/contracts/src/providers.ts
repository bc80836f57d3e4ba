import { z } from 'zod';
import { loginFailures, role } from './accounts.ts';
import { id, instant, line, municipalityCode, page, pageQuery, version } from './common.ts';
import { roleRule } from './role-rules.ts';
import { defineRoute } from './route.ts';

/** Goes into `/saml/login?idp=KEY`. */
export const providerKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'not_a_provider_key');

/** A domain that a provider may speak for, as in `maja@kalmar.se`. */
export const scope = z
  .string()
  .trim()
  .toLowerCase()
  .max(200, 'too_long')
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/, 'not_a_scope');

/** A published certificate. */
export const providerCertificate = z.strictObject({
  /** SHA-256 over the certificate, hexadecimal. */
  sha256: z.string(),
  subject: z.string(),
  notBefore: instant,
  notAfter: instant,
  use: z.enum(['signing', 'encryption']),
});
export type ProviderCertificate = z.infer<typeof providerCertificate>;

/** Who signs and encrypts what in an exchange with one provider. */
export const providerOptions = z.strictObject({
  /** What has to be signed in an answer. Whatever is signed has to be signed well, whichever is chosen. */
  signed: z.enum(['either', 'assertion', 'response', 'both']),
  /** Refuses an assertion that came unencrypted. */
  requireEncryption: z.boolean(),
  /** Whether our requests are signed. */
  signRequests: z.boolean(),
});
export type ProviderOptions = z.infer<typeof providerOptions>;

/** Where a provider's metadata comes from. */
export const providerSource = z.enum(['aggregate', 'single', 'development']);

/** `expiring`: within 30 days no valid signing certificate is left; `expired`: none is left now, and nobody can log in. */
export const providerState = z.enum(['ok', 'expiring', 'expired', 'disabled']);

/** Why a provider cannot be taken up, or what was read of it does not count. */
export const metadataFaults = [
  'address_not_https',
  /** No answer, a broken one, or one that leads elsewhere. */
  'address_silent',
  /** An answer without metadata. */
  'address_refuses',
  'too_long',
  'not_metadata',
  'expired',
  'not_one_provider',
  /** It describes another provider than the one that was taken up. */
  'other_provider',
  'no_login_by_redirect',
  /** None for signatures that can be read, or none with a key that is long enough. */
  'no_certificate',
  'not_in_federation',
  'aggregate_not_signed',
  /** `SAML_METADATA_CERT` is no certificate. */
  'aggregate_certificate_unreadable',
  'aggregate_without_end',
  'development_provider',
  'reserved_scope',
  /** A scope that the federation does not let it speak for. */
  'foreign_scope',
  'role_without_entitlement',
  'unusable',
] as const;
export type MetadataFault = (typeof metadataFaults)[number];

export const managedProvider = z.strictObject({
  key: providerKey,
  name: z.string(),
  entityId: z.string(),
  municipalityCode: municipalityCode.optional(),
  source: providerSource,
  /** Where single metadata is fetched every hour; absent for a file. */
  metadataUrl: z.string().optional(),
  ssoUrl: z.string(),
  /** Absent where the provider has no logout. */
  logoutUrl: z.string().optional(),
  /** The provider's own page for people whom it could not help (`errorURL`). */
  errorUrl: z.string().optional(),
  certificates: z.array(providerCertificate),
  scopes: z.array(z.string()),
  /** Those of the metadata; for the aggregate's providers no others can be chosen. */
  scopesInMetadata: z.array(z.string()),
  options: providerOptions,
  roleRules: z.array(roleRule),
  lastLoginAt: instant.optional(),
  /** The last login there that was refused; the log has the reason under the reference number. */
  lastRefusal: z.strictObject({ at: instant, check: z.string(), reference: z.string() }).optional(),
  /** When the metadata was last read, and why not if the last attempt came to nothing. */
  metadataReadAt: instant.optional(),
  metadataError: z.enum(metadataFaults).optional(),
  metadataValidUntil: instant.optional(),
  /** When its signing keys last changed. */
  keysChangedAt: instant.optional(),
  state: providerState,
  version,
});
export type ManagedProvider = z.infer<typeof managedProvider>;

/** Exactly one place that metadata comes from: a pasted or uploaded file, an address, or the federation's aggregate. */
export const metadataSource = z
  .strictObject({
    metadataXml: z.string().max(200_000, 'too_long').optional(),
    metadataUrl: z
      .url({ protocol: /^https?$/ })
      .max(500, 'too_long')
      .optional(),
    /** Of a provider in the aggregate. */
    entityId: line(500).optional(),
  })
  .refine(
    (source) => Object.values(source).filter((value) => value !== undefined).length === 1,
    'one_source',
  );
export type MetadataSource = z.infer<typeof metadataSource>;

export const providerWarnings = [
  /** The metadata names no scope: they have to be typed in. */
  'no_scopes',
  /** A scope is a pattern, which is not taken over. */
  'scope_pattern',
  'certificate_expiring',
  'certificate_expired',
  /** The provider has no address for logout: a logout here leaves its own session open. */
  'no_logout',
  /** A provider with this entity id is registered already; saving is refused. */
  'already_registered',
  /** The metadata came without a signature: what it says is the administrator's own word. */
  'unsigned_metadata',
] as const;

export const providerPreview = z.strictObject({
  /** A proposal that can be changed before it is saved. */
  key: providerKey,
  name: z.string(),
  municipalityCode: municipalityCode.optional(),
  entityId: z.string(),
  source: providerSource,
  ssoUrl: z.string(),
  logoutUrl: z.string().optional(),
  errorUrl: z.string().optional(),
  certificates: z.array(providerCertificate),
  scopes: z.array(z.string()),
  options: providerOptions,
  roleRules: z.array(roleRule),
  warnings: z.array(z.enum(providerWarnings)),
});
export type ProviderPreview = z.infer<typeof providerPreview>;

const editable = {
  name: line(200),
  municipalityCode: municipalityCode.optional(),
  scopes: z.array(scope).min(1, 'empty').max(50),
  options: providerOptions,
  roleRules: z.array(roleRule).max(50),
  enabled: z.boolean(),
};

const manage = { tag: 'providers', access: 'providers.manage' } as const;
const keyParams = z.strictObject({ key: providerKey });

export const listManagedProviders = defineRoute({
  ...manage,
  operation: 'listManagedProviders',
  method: 'get',
  path: '/api/providers',
  summary: 'Identity providers with all that an administrator has to know, by name',
  query: z.strictObject(pageQuery),
  responses: { 200: page(managedProvider) },
});

export const getManagedProvider = defineRoute({
  ...manage,
  operation: 'getManagedProvider',
  method: 'get',
  path: '/api/providers/{key}',
  summary: 'One identity provider',
  params: keyParams,
  responses: { 200: managedProvider },
});

export const previewProvider = defineRoute({
  ...manage,
  operation: 'previewProvider',
  method: 'post',
  path: '/api/providers/preview',
  summary:
    'What metadata says and what would be saved; nothing is saved. Unusable metadata is refused as `metadata_refused`',
  body: metadataSource,
  responses: { 200: providerPreview },
});

export const createProvider = defineRoute({
  ...manage,
  operation: 'createProvider',
  method: 'post',
  path: '/api/providers',
  summary: 'Take up a provider; `duplicate` when the key or its entity id is taken',
  body: z.strictObject({ key: providerKey, source: metadataSource, ...editable }),
  responses: { 201: managedProvider },
});

export const updateProvider = defineRoute({
  ...manage,
  operation: 'updateProvider',
  method: 'put',
  path: '/api/providers/{key}',
  summary: 'Change a provider; with `source` its metadata too, which has to be of the same entity',
  params: keyParams,
  body: z.strictObject({ version, source: metadataSource.optional(), ...editable }),
  responses: { 200: managedProvider },
});

export const startTestLogin = defineRoute({
  ...manage,
  operation: 'startTestLogin',
  method: 'post',
  path: '/api/providers/{key}/test',
  summary:
    'Begin a login that opens no session: go to `url`; it ends at `returnTo` with `attempt` in its query',
  params: keyParams,
  body: z.strictObject({ returnTo: line(500) }),
  responses: { 201: z.strictObject({ url: z.string(), attempt: z.string() }) },
});

/** What an answer is held against, in this order. */
export const loginSteps = [
  'message',
  'attempt',
  'destination',
  'issuer',
  'status',
  'encryption',
  'signature',
  'time',
  'recipient',
  'audience',
  'authentication',
  'principal_name',
  'scope',
  'replay',
] as const;
export type LoginStep = (typeof loginSteps)[number];

export const testResult = z.strictObject({
  state: z.enum(['waiting', 'succeeded', 'refused']),
  /** Under which the log has the reason of a refusal. */
  reference: z.string().optional(),
  failure: z.enum(loginFailures).optional(),
  /** The check that failed and why, in English, for the provider's administrator. */
  reason: z.strictObject({ check: z.string(), detail: z.string() }).optional(),
  /** Steps after the one that failed were not reached. */
  steps: z.array(
    z.strictObject({ step: z.enum(loginSteps), outcome: z.enum(['passed', 'failed', 'not_reached']) }),
  ),
  /** Everything that was received, by friendly name where it is known, else as sent. */
  attributes: z.array(z.strictObject({ name: z.string(), known: z.boolean(), values: z.array(z.string()) })),
  /** What a login would have given. */
  role: role.optional(),
  schoolUnits: z.array(z.strictObject({ id, name: z.string() })),
  /** Codes that no active school unit has here. */
  unknownSchoolUnitCodes: z.array(z.string()),
  signed: z
    .strictObject({ response: z.boolean(), assertion: z.boolean(), encrypted: z.boolean() })
    .optional(),
});
export type TestResult = z.infer<typeof testResult>;

export const getTestResult = defineRoute({
  ...manage,
  operation: 'getTestResult',
  method: 'get',
  path: '/api/providers/{key}/test-result',
  summary: 'How a test login of one’s own went; kept for an hour',
  params: keyParams,
  query: z.strictObject({ attempt: z.string().regex(/^[0-9a-f]{40}$/, 'not_an_attempt') }),
  responses: { 200: testResult },
});
