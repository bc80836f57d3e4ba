import type { ProviderOptions, RoleRule } from '@mediecentral/contracts';
import { model, Schema } from 'mongoose';

export type { RoleRule } from '@mediecentral/contracts';

/** What an identity provider says of itself; replaced as a whole whenever its metadata is read again. */
export type ProviderMetadata = {
  entityId: string;
  ssoUrl: string;
  /** The HTTP-Redirect addresses of its logout. */
  logout?: { requestUrl: string; responseUrl: string } | undefined;
  /** Its own page for people whom it could not help. */
  errorUrl?: string | undefined;
  /** Every published signing certificate, as PEM; a signature by any of them is good. */
  certificates: readonly string[];
  /** Shown to administrators; nothing is encrypted for providers. */
  encryptionCertificates: readonly string[];
  /** `shibmd:Scope`, without patterns. */
  scopesInMetadata: readonly string[];
  /** From then on the metadata counts for nothing. */
  validUntil?: Date | undefined;
};

export type ProviderSource = 'aggregate' | 'single' | 'development';

export type Provider = ProviderMetadata & {
  /** Goes into `/saml/login?idp=KEY`. */
  key: string;
  name: string;
  municipalityCode?: string | undefined;
  source: ProviderSource;
  /** Where single metadata is fetched again. */
  metadataUrl?: string | undefined;
  /** The scopes that the provider may speak for: `kalmar.se`. */
  scopes: readonly string[];
  rules: readonly RoleRule[];
  options: ProviderOptions;
  enabled: boolean;
  /** Logs in anyone without a password; refused in production. */
  development: boolean;
  /** The federation has taken it out of the aggregate. */
  withdrawn: boolean;
  version: number;
};

/** What happens at a provider, beside what an administrator decides. */
export type ProviderNews = {
  lastLoginAt?: Date;
  lastRefusal?: { at: Date; check: string; reference: string };
  metadataReadAt?: Date;
  metadataError?: string;
  keysChanged?: { at: Date; added: number; removed: number };
};

export type ProviderRecord = Omit<Provider, 'key'> & ProviderNews & { _id: string; sortKey: string };

const plain = { _id: false } as const;
const text = { type: String, required: true } as const;

const providerSchema = new Schema<ProviderRecord>(
  {
    _id: text,
    entityId: text,
    name: text,
    municipalityCode: { type: String },
    source: text,
    metadataUrl: { type: String },
    ssoUrl: text,
    logout: { type: new Schema({ requestUrl: text, responseUrl: text }, plain) },
    errorUrl: { type: String },
    certificates: { type: [String], required: true },
    encryptionCertificates: { type: [String], required: true },
    scopes: { type: [String], required: true },
    scopesInMetadata: { type: [String], required: true },
    validUntil: { type: Date },
    rules: {
      type: [new Schema({ attribute: String, value: String, role: String }, plain)],
      required: true,
    },
    options: {
      type: new Schema({ signed: text, requireEncryption: Boolean, signRequests: Boolean }, plain),
      required: true,
    },
    enabled: { type: Boolean, required: true },
    development: { type: Boolean, required: true },
    withdrawn: { type: Boolean, required: true },
    version: { type: Number, required: true },
    lastLoginAt: { type: Date },
    lastRefusal: {
      type: new Schema({ at: { type: Date, required: true }, check: text, reference: text }, plain),
    },
    metadataReadAt: { type: Date },
    metadataError: { type: String },
    keysChanged: {
      type: new Schema(
        { at: { type: Date, required: true }, added: { type: Number }, removed: { type: Number } },
        plain,
      ),
    },
    sortKey: text,
  },
  { collection: 'identity_providers', versionKey: false },
);
providerSchema.index({ entityId: 1 }, { unique: true });
providerSchema.index({ sortKey: 1, _id: 1 });
providerSchema.index({ source: 1, _id: 1 });

export const ProviderModel = model('IdentityProvider', providerSchema);
