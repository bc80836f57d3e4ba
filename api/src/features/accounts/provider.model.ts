import type { Role } from '@mediecentral/contracts';
import { model, Schema } from 'mongoose';
import type { AttributeName } from './saml/attributes.ts';

/** Gives the role to whoever has this value; `@` at the end stands for any of the provider's scopes. */
export type RoleRule = { attribute: AttributeName; value: string; role: Role };

export type Provider = {
  /** Goes into `/saml/login?idp=KEY`. */
  key: string;
  entityId: string;
  name: string;
  municipalityCode?: string | undefined;
  ssoUrl: string;
  /** Every published signing certificate, as PEM. */
  certificates: readonly string[];
  /** The scopes that the provider may speak for: `kalmar.se`. */
  scopes: readonly string[];
  rules: readonly RoleRule[];
  /** Logs in anyone without a password; refused in production. */
  development: boolean;
};

export type ProviderRecord = Omit<Provider, 'key'> & { _id: string; sortKey: string };

const providerSchema = new Schema<ProviderRecord>(
  {
    _id: { type: String, required: true },
    entityId: { type: String, required: true },
    name: { type: String, required: true },
    municipalityCode: { type: String },
    ssoUrl: { type: String, required: true },
    certificates: { type: [String], required: true },
    scopes: { type: [String], required: true },
    rules: {
      type: [new Schema({ attribute: String, value: String, role: String }, { _id: false })],
      required: true,
    },
    development: { type: Boolean, required: true },
    sortKey: { type: String, required: true },
  },
  { collection: 'identity_providers', versionKey: false },
);
providerSchema.index({ entityId: 1 }, { unique: true });
providerSchema.index({ sortKey: 1, _id: 1 });

export const ProviderModel = model('IdentityProvider', providerSchema);
