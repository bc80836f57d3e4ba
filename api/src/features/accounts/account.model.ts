import type { Role } from '@mediecentral/contracts';
import { model, Schema, Types } from 'mongoose';

export type AccountRecord = {
  _id: Types.ObjectId;
  providerEntityId: string;
  /** Keyed hash of the provider and the name there; the only trace of a pupil's name. */
  principalHash: string;
  /** From the development provider, whose people production does not know. */
  development: boolean;
  /** At the last login, of rules and grant together. */
  role: Role;
  /** What the provider's rules alone gave then. */
  roleByRules?: Role;
  displayName: string;
  eppn?: string;
  email?: string;
  /** As the provider said at the last login. */
  schoolUnitIds: Types.ObjectId[];
  chosenSchoolUnitId?: Types.ObjectId;
  createdAt: Date;
  lastLoginAt: Date;
  /** What a person with a name is found by; empty for pupils. */
  searchKeys: string[];
};

const accountSchema = new Schema<AccountRecord>(
  {
    providerEntityId: { type: String, required: true },
    principalHash: { type: String, required: true },
    development: { type: Boolean, required: true },
    role: { type: String, required: true },
    roleByRules: { type: String },
    displayName: { type: String, default: '' },
    eppn: { type: String },
    email: { type: String },
    schoolUnitIds: { type: [Schema.Types.ObjectId], required: true },
    chosenSchoolUnitId: { type: Schema.Types.ObjectId },
    createdAt: { type: Date, required: true },
    lastLoginAt: { type: Date, required: true },
    searchKeys: { type: [String], default: [] },
  },
  { collection: 'accounts', versionKey: false },
);
accountSchema.index({ providerEntityId: 1, principalHash: 1 }, { unique: true });
// Pupils who have not logged in for long; people with a name, the latest login first, and among them by name.
accountSchema.index({ role: 1, lastLoginAt: -1, _id: -1 });
accountSchema.index({ searchKeys: 1, lastLoginAt: -1, _id: -1 });

export const AccountModel = model('Account', accountSchema);

export type GrantRecord = {
  _id: Types.ObjectId;
  providerEntityId: string;
  principalHash: string;
  role: Role;
  grantedAt: Date;
};

/** A role that the centre gives to somebody, whatever the provider says. */
const grantSchema = new Schema<GrantRecord>(
  {
    providerEntityId: { type: String, required: true },
    principalHash: { type: String, required: true },
    role: { type: String, required: true },
    grantedAt: { type: Date, required: true },
  },
  { collection: 'grants', versionKey: false },
);
grantSchema.index({ providerEntityId: 1, principalHash: 1 }, { unique: true });

export const GrantModel = model('Grant', grantSchema);
