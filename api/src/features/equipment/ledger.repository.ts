import { Types } from 'mongoose';
import { LedgerModel, type LedgerClaim, type LedgerRecord } from './ledger.model.ts';

export type { LedgerClaim } from './ledger.model.ts';

/** The live claims on a model, in the order in which they were made, and how many units there are to claim. */
export type ModelLedger = {
  readonly claims: readonly LedgerClaim[];
  readonly capacity: number;
};
export type VersionedLedger = ModelLedger & { readonly version: number };

const show = ({ version, capacity, claims }: LedgerRecord): VersionedLedger => ({
  version,
  capacity,
  claims,
});

/** A model whose ledger nobody has written yet has an empty one, at version 0. */
const empty: VersionedLedger = { version: 0, capacity: 0, claims: [] };

export async function readVersionedLedger(modelId: string): Promise<VersionedLedger> {
  const record = await LedgerModel.findById(new Types.ObjectId(modelId)).lean();
  return record ? show(record) : empty;
}

/** The ledgers of these models, or of all that have one, by the model's id. */
export async function readLedgers(modelIds?: readonly string[]): Promise<Map<string, ModelLedger>> {
  const filter = modelIds ? { _id: { $in: [...new Set(modelIds)].map((id) => new Types.ObjectId(id)) } } : {};
  const records = await LedgerModel.find(filter).sort({ _id: 1 }).lean();
  return new Map(records.map((record) => [String(record._id), show(record)]));
}

/** How many units each of these models has, by the model's id; absent for one without a ledger. */
export async function readCapacities(modelIds: readonly string[]): Promise<Map<string, number>> {
  const ids = [...new Set(modelIds)].map((id) => new Types.ObjectId(id));
  const records = await LedgerModel.find({ _id: { $in: ids } }, { capacity: 1 }).lean();
  return new Map(records.map((record) => [String(record._id), record.capacity]));
}

/** Replaces the ledger if it is still at `version`; false when another writer was first, and nothing is changed. */
export async function replaceLedger(
  modelId: string,
  version: number,
  { claims, capacity }: ModelLedger,
): Promise<boolean> {
  const _id = new Types.ObjectId(modelId);
  const next = { capacity, claims: [...claims] };
  if (version === 0) return insertLedger({ _id, version: 1, ...next });
  const { matchedCount } = await LedgerModel.updateOne(
    { _id, version },
    { $set: next, $inc: { version: 1 } },
  );
  return matchedCount === 1;
}

async function insertLedger(record: LedgerRecord): Promise<boolean> {
  try {
    await LedgerModel.create([record]);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}
