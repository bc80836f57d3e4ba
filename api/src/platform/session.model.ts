import type { Role } from '@mediecentral/contracts';
import { model, Schema, type Types } from 'mongoose';

/** How a provider knows the session, for a logout that begins there. */
export type ProviderLogin = {
  providerKey: string;
  /** Of its name of the person: which may say who that is, and is not kept as it came. */
  nameHash?: string;
  /** The name itself, to be repeated in a logout that begins here; whoever reads the database cannot read it. */
  sealedName?: string;
  sessionIndex?: string;
};

export type SessionRecord = {
  /** What its owner knows it by; opens nothing. */
  _id: Types.ObjectId;
  /** Of the cookie's value: whoever reads the database can take over nobody's session. */
  tokenHash: string;
  accountId: string;
  /** The role at the login. */
  role: Role;
  csrfToken: string;
  startedAt: Date;
  lastUsedAt: Date;
  idleMinutes: number;
  /** However much it is used. */
  longestUntil: Date;
  /** Unless it is used before. */
  expiresAt: Date;
  login?: ProviderLogin | undefined;
};

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const sessionSchema = new Schema<SessionRecord>(
  {
    tokenHash: text,
    accountId: text,
    role: text,
    csrfToken: text,
    startedAt: date,
    lastUsedAt: date,
    idleMinutes: { type: Number, required: true },
    longestUntil: date,
    expiresAt: date,
    login: {
      type: new Schema(
        {
          providerKey: text,
          nameHash: String,
          sealedName: String,
          sessionIndex: String,
        },
        { _id: false },
      ),
    },
  },
  { collection: 'login_sessions', versionKey: false },
);
sessionSchema.index({ tokenHash: 1 }, { unique: true });
sessionSchema.index({ accountId: 1, startedAt: -1, _id: -1 });
sessionSchema.index({ 'login.nameHash': 1 });
sessionSchema.index({ expiresAt: 1 });

export const SessionModel = model('LoginSession', sessionSchema);
