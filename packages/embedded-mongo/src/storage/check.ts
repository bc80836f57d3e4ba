import type { Index } from './indexing.ts';
import { readCatalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { openForReading } from './database.ts';
import { recordIdAtEnd, recordIdBytes, recordKey, slotRange } from './keyspace.ts';
import { uniqueValue } from './records.ts';
import { scan, takeSnapshot, type View } from './view.ts';
import { validateDocument } from '../wire/validate.ts';

export interface CheckReport {
  collections: number;
  documents: number;
  /** What does not agree, in words; empty when all is well. */
  faults: string[];
}

const MOST_FAULTS = 100;

/**
 * Compares every index with the documents, and every count; also while a server has the directory open.
 * @throws DirectoryError when it holds no data
 */
export async function check(directory: string): Promise<CheckReport> {
  const database = openForReading(directory);
  const snapshot = takeSnapshot(database);
  try {
    const collections = [...readCatalog(database).values()];
    const report: CheckReport = { collections: collections.length, documents: 0, faults: [] };
    for (const collection of collections)
      report.documents += checkCollection(snapshot, collection, report.faults).documents;
    return report;
  } finally {
    snapshot.release();
    await database.close();
  }
}

/** @returns the number of documents, and of the keys in each index */
export function checkCollection(
  view: View,
  collection: Collection,
  faults: string[],
): { documents: number; keys: ReadonlyMap<Index, number> } {
  const fault = (text: string): void => {
    if (faults.length < MOST_FAULTS) faults.push(`${collection.namespace}: ${text}`);
  };
  const expected = new Map<Index, number>(collection.indexes.map((index) => [index, 0]));
  let documents = 0;
  const [from, to] = slotRange(collection.slot);
  for (const { key, value } of scan(view, from, to)) {
    documents += 1;
    const recordId = recordIdAtEnd(key);
    try {
      validateDocument(value);
    } catch (error) {
      fault(`document ${recordId} cannot be read: ${String(error)}`);
      continue;
    }
    for (const index of collection.indexes) {
      const { keys, notes } = index.keysOf(value);
      expected.set(index, expected.get(index)! + keys.length);
      for (const each of keys) {
        if (!hasEntry(view, index, each, recordId, notes))
          fault(`index ${index.definition.name} misses document ${recordId}`);
      }
    }
  }
  if (documents !== collection.count)
    fault(`counts ${collection.count} documents, and there are ${documents}`);
  for (const [index, count] of expected) {
    if (index.building) continue;
    let entries = 0;
    const [low, high] = slotRange(index.slot);
    for (const entry of scan(view, low, high)) {
      entries += 1;
      if (!view.get(recordKey(collection.slot, index.recordIdOf(entry)))) {
        fault(`index ${index.definition.name} points to a document that does not exist`);
      }
    }
    if (entries !== count) fault(`index ${index.definition.name} has ${entries} entries for ${count} keys`);
  }
  return { documents, keys: expected };
}

function hasEntry(view: View, index: Index, key: Buffer, recordId: number, notes: Buffer): boolean {
  if (index.building) return true;
  const { unique } = index.definition;
  const id = recordIdBytes(recordId);
  const value = view.get(unique ? key : Buffer.concat([key, id]));
  if (value && index.noted) return value.equals(unique ? uniqueValue(id, notes) : notes);
  return value !== undefined && (!unique || recordIdAtEnd(value) === recordId);
}
