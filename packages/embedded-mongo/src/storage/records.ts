import type { Collection } from './collection.ts';
import { duplicateKey } from './duplicate-key.ts';
import type { Index, IndexKeys } from './indexing.ts';
import { afterPrefix, RECORD_ID_BYTES, recordIdBytes, recordKey } from './keyspace.ts';
import type { WriteView } from './write-view.ts';

/** Keys to take out of an index and keys to put in. */
interface IndexChange {
  index: Index;
  added: readonly Buffer[];
  removed: readonly Buffer[];
  /** Keys that stay, with other notes. */
  changed: readonly Buffer[];
  notes: Buffer;
}

/**
 * Stores a new document and its index keys.
 * @returns its record id
 * @throws CommandError 11000 when a unique index has its key already, 171 for parallel arrays; BlockedByTransaction or
 *   TransactionConflict. Nothing has been written then.
 */
export function insertRecord(view: WriteView, collection: Collection, document: Buffer): number {
  const changes = collection.indexes.map((index) => ({ index, keys: index.keysOf(document) }));
  for (const { index, keys } of changes) claimAdded(view, collection, index, keys.keys, document);
  const recordId = collection.nextRecordId;
  collection.nextRecordId += 1;
  view.put(recordKey(collection.slot, recordId), document);
  const id = recordIdBytes(recordId);
  for (const { index, keys } of changes) {
    noteKeys(view, collection, index, keys);
    for (const key of keys.keys) putKey(view, index, key, id, keys.notes);
  }
  view.addCount(collection, 1);
  return recordId;
}

/** Stores a document in place of another. @throws as `insertRecord` does */
export function replaceRecord(
  view: WriteView,
  collection: Collection,
  recordId: number,
  before: Buffer,
  after: Buffer,
): void {
  const key = recordKey(collection.slot, recordId);
  view.claim(key);
  const changes: IndexChange[] = [];
  for (const index of collection.indexes) {
    const change = changeOf(view, collection, index, before, after);
    if (change) changes.push(change);
  }
  const id = recordIdBytes(recordId);
  for (const { index, added, removed, changed, notes } of changes) {
    for (const old of removed) removeKey(view, index, old, id);
    for (const fresh of added) putKey(view, index, fresh, id, notes);
    for (const kept of changed) if (isOwn(view, index, kept, id)) putKey(view, index, kept, id, notes);
  }
  view.put(key, after);
}

/** Removes a document and its index keys. @throws BlockedByTransaction or TransactionConflict */
export function removeRecord(
  view: WriteView,
  collection: Collection,
  recordId: number,
  document: Buffer,
): void {
  const key = recordKey(collection.slot, recordId);
  view.claim(key);
  const removed = collection.indexes.map((index) => ({ index, keys: index.keysOf(document).keys }));
  for (const { index, keys } of removed) if (index.definition.unique) for (const old of keys) view.claim(old);
  const id = recordIdBytes(recordId);
  for (const { index, keys } of removed) for (const old of keys) removeKey(view, index, old, id);
  view.remove(key);
  view.addCount(collection, -1);
}

/**
 * Puts a document that is already stored into an index that is being built, if a write has not done so already.
 * @throws as `insertRecord` does
 */
export function indexRecord(
  view: WriteView,
  collection: Collection,
  index: Index,
  recordId: number,
  document: Buffer,
): void {
  const keys = index.keysOf(document);
  claimAdded(view, collection, index, keys.keys, document, recordId);
  noteKeys(view, collection, index, keys);
  for (const key of keys.keys) putKey(view, index, key, recordIdBytes(recordId), keys.notes);
}

function changeOf(
  view: WriteView,
  collection: Collection,
  index: Index,
  before: Buffer,
  after: Buffer,
): IndexChange | undefined {
  const old = index.keysOf(before);
  const fresh = index.keysOf(after);
  noteKeys(view, collection, index, fresh);
  const { notes } = fresh;
  const sameNotes = notes.equals(old.notes);
  if (sameNotes && sameSingleKey(old, fresh)) return undefined;
  const removed = without(old.keys, fresh.keys);
  const added = without(fresh.keys, old.keys);
  if (index.definition.unique) for (const key of removed) view.claim(key);
  claimAdded(view, collection, index, added, after);
  const changed = sameNotes ? [] : without(fresh.keys, added);
  return { index, added, removed, changed, notes };
}

function sameSingleKey(left: IndexKeys, right: IndexKeys): boolean {
  return left.keys.length === 1 && right.keys.length === 1 && left.keys[0]!.equals(right.keys[0]!);
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): Buffer[] {
  const excluded = new Set(others.map((key) => key.latin1Slice()));
  return keys.filter((key) => !excluded.has(key.latin1Slice()));
}

function claimAdded(
  view: WriteView,
  collection: Collection,
  index: Index,
  keys: readonly Buffer[],
  document: Buffer,
  recordId?: number,
): void {
  const { unique, prepareUnique } = index.definition;
  // What is there already may be there twice.
  if (!unique && (!prepareUnique || recordId !== undefined)) return;
  for (const key of keys) {
    view.claim(key);
    const holder = unique ? view.get(key) : view.range(key, afterPrefix(key), 1, false)[0]?.key;
    if (holder && !(recordId !== undefined && holds(holder, recordIdBytes(recordId))))
      throw duplicateKey(collection.namespace, index, document, key);
  }
}

function noteKeys(view: WriteView, collection: Collection, index: Index, keys: IndexKeys): void {
  index.note(keys);
  if (index.unsaved) view.saveIndexes(collection);
}

function putKey(view: WriteView, index: Index, key: Buffer, recordId: Buffer, notes: Buffer): void {
  if (index.definition.unique) view.put(key, uniqueValue(recordId, notes));
  else view.put(Buffer.concat([key, recordId]), notes);
  // A transaction that has not seen this write may not claim the key: it has been written.
  if (index.definition.prepareUnique) view.remove(key);
}

/** What a unique index has at a key. */
export function uniqueValue(recordId: Buffer, notes: Buffer): Buffer {
  return notes.length === 0 ? recordId : Buffer.concat([notes, recordId]);
}

function removeKey(view: WriteView, index: Index, key: Buffer, recordId: Buffer): void {
  if (!index.definition.unique) view.remove(Buffer.concat([key, recordId]));
  else if (isOwn(view, index, key, recordId)) view.remove(key);
}

/** Is a key that a record has its own? While a unique index is being built, it may still be another's. */
function isOwn(view: WriteView, { definition, building }: Index, key: Buffer, recordId: Buffer): boolean {
  return !definition.unique || !building || holds(view.get(key), recordId);
}

/** Is it this record that a unique index has at a key? */
function holds(value: Buffer | undefined, recordId: Buffer): boolean {
  return value?.subarray(-RECORD_ID_BYTES).equals(recordId) ?? false;
}
