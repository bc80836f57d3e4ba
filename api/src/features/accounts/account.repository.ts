import type { Role } from '@mediecentral/contracts';
import { Types } from 'mongoose';
import { wordsOf } from '../organisation/index.ts';
import { AccountModel, type AccountRecord, GrantModel } from './account.model.ts';

/** Whom a provider speaks of: its entity id and the keyed hash of the name there. */
export type Principal = { providerEntityId: string; principalHash: string };

export type StoredAccount = Omit<
  AccountRecord,
  '_id' | 'schoolUnitIds' | 'chosenSchoolUnitId' | 'searchKeys'
> & {
  id: string;
  schoolUnitIds: string[];
  chosenSchoolUnitId?: string;
};

/** What a login says of somebody; what is absent is forgotten. */
export type LoginFacts = {
  development: boolean;
  role: Role;
  roleByRules: Role;
  displayName: string;
  eppn?: string | undefined;
  email?: string | undefined;
  schoolUnitIds: readonly string[];
};

export const storedOf = ({
  _id,
  schoolUnitIds,
  chosenSchoolUnitId,
  searchKeys: _keys,
  ...rest
}: AccountRecord): StoredAccount => ({
  id: String(_id),
  ...rest,
  schoolUnitIds: schoolUnitIds.map(String),
  ...(chosenSchoolUnitId ? { chosenSchoolUnitId: String(chosenSchoolUnitId) } : {}),
});

export async function findAccount(id: string): Promise<StoredAccount | undefined> {
  const record = await AccountModel.findById(new Types.ObjectId(id)).lean();
  return record ? storedOf(record) : undefined;
}

export async function findAccountOf({
  providerEntityId,
  principalHash,
}: Principal): Promise<StoredAccount | undefined> {
  const record = await AccountModel.findOne({ providerEntityId, principalHash }).lean();
  return record ? storedOf(record) : undefined;
}

/** Makes the account at the first login and brings it up to date at every one. */
export async function saveLogin(principal: Principal, facts: LoginFacts, now: Date): Promise<StoredAccount> {
  const { eppn, email, schoolUnitIds, ...rest } = facts;
  const $unset = { ...(eppn ? {} : { eppn: 1 as const }), ...(email ? {} : { email: 1 as const }) };
  const update = {
    $set: {
      ...rest,
      ...(eppn ? { eppn } : {}),
      ...(email ? { email } : {}),
      schoolUnitIds: schoolUnitIds.map((id) => new Types.ObjectId(id)),
      lastLoginAt: now,
      searchKeys: eppn ? [...new Set([...wordsOf(rest.displayName), eppn])] : [],
    },
    ...(Object.keys($unset).length > 0 ? { $unset } : {}),
    $setOnInsert: { createdAt: now },
  };
  const write = () =>
    AccountModel.findOneAndUpdate(principal, update, { upsert: true, returnDocument: 'after' }).lean();
  try {
    return storedOf(await write());
  } catch (error) {
    // Two first logins at once: the second upsert meets the first one's account, and then updates it.
    if ((error as { code?: number }).code !== 11_000) throw error;
    return storedOf(await write());
  }
}

export async function chooseSchoolUnitOf(accountId: string, schoolUnitId: string): Promise<void> {
  await AccountModel.updateOne(
    { _id: new Types.ObjectId(accountId) },
    { $set: { chosenSchoolUnitId: new Types.ObjectId(schoolUnitId) } },
  );
}

export async function findGrantedRole(principal: Principal): Promise<Role | undefined> {
  return (await findGrant(principal))?.role;
}

export async function findGrant({ providerEntityId, principalHash }: Principal) {
  const grant = await GrantModel.findOne({ providerEntityId, principalHash }).lean();
  return grant ? { role: grant.role, grantedAt: grant.grantedAt } : undefined;
}

/** The granted roles of many, by their hashes. */
export async function findGrantedRoles(principals: readonly Principal[]): Promise<Map<string, Role>> {
  const grants = await GrantModel.find({
    providerEntityId: { $in: [...new Set(principals.map(({ providerEntityId }) => providerEntityId))] },
    principalHash: { $in: principals.map(({ principalHash }) => principalHash) },
  }).lean();
  return new Map(grants.map(({ principalHash, role }) => [principalHash, role]));
}

/** Sets the granted role; it counts from the next login on. */
export async function saveGrant(principal: Principal, role: Role, now: Date): Promise<void> {
  await GrantModel.updateOne(principal, { $set: { role, grantedAt: now } }, { upsert: true });
}

export async function deleteGrant({ providerEntityId, principalHash }: Principal): Promise<void> {
  await GrantModel.deleteOne({ providerEntityId, principalHash });
}
