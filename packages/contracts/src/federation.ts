import { z } from 'zod';
import { instant, page, pageQuery, text } from './common.ts';
import { metadataFaults, providerCertificate, providerKey } from './providers.ts';
import { defineRoute } from './route.ts';

const manage = { tag: 'providers', access: 'providers.manage' } as const;

/** How the federation's aggregate is, and what others need to know of us. */
export const federation = z.strictObject({
  /** Absent without an aggregate. */
  aggregate: z
    .strictObject({
      url: z.string(),
      /** The last attempt, and the last that brought or confirmed metadata. */
      lastTriedAt: instant.optional(),
      lastReadAt: instant.optional(),
      /** Why the last attempt came to nothing; what was read before counts on until it expires. */
      error: z.enum(metadataFaults).optional(),
      validUntil: instant.optional(),
      expired: z.boolean(),
      /** Identity providers in it. */
      entities: z.int().min(0),
      registered: z.int().min(0),
    })
    .optional(),
  /** The latest changes of signing keys of registered providers, of the last 30 days. */
  keyChanges: z.array(
    z.strictObject({ key: providerKey, name: z.string(), at: instant, added: z.int(), removed: z.int() }),
  ),
  /** What a provider needs to know of us. */
  service: z.strictObject({
    entityId: z.string(),
    metadataUrl: z.string(),
    consumerUrl: z.string(),
    logoutUrl: z.string(),
    certificates: z.array(providerCertificate),
  }),
});
export type Federation = z.infer<typeof federation>;

export const getFederation = defineRoute({
  ...manage,
  operation: 'getFederation',
  method: 'get',
  path: '/api/federation',
  summary: 'How the federation’s aggregate is, and our own metadata',
  responses: { 200: federation },
});

export const refreshFederation = defineRoute({
  ...manage,
  operation: 'refreshFederation',
  method: 'post',
  path: '/api/federation/refresh',
  summary: 'Read the aggregate and all single metadata now; what came of it stands in the answer',
  responses: { 200: federation },
});

export const federationEntity = z.strictObject({
  entityId: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  /** The key under which it is registered here. */
  registeredAs: providerKey.optional(),
});
export type FederationEntity = z.infer<typeof federationEntity>;

export const listFederationEntities = defineRoute({
  ...manage,
  operation: 'listFederationEntities',
  method: 'get',
  path: '/api/federation/entities',
  summary: 'Identity providers of the aggregate, by name',
  query: z.strictObject({ q: text(100).optional(), ...pageQuery }),
  responses: { 200: page(federationEntity) },
});
