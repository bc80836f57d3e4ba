/**
 * Everything lives in one ordered keyspace. A key begins with a slot of four bytes: slot 0 holds what the
 * store knows about itself, every collection has a slot for its documents and one for each of its indexes.
 *
 *     [slot][record id, 8 bytes]                 -> the document, raw BSON
 *     [slot][index key][record id]               -> empty             (index)
 *     [slot][index key]                          -> record id         (unique index)
 *     [0][1][namespace] [0][2][slot] [0][3][…]   -> catalog, counts, retry records
 *     [0][6][slot]                               -> empty             (what is being removed)
 */

export const SLOT_BYTES = 4;
export const RECORD_ID_BYTES = 8;
/** LMDB takes keys of at most 1978 bytes; longer index keys are cut and end in a digest. */
export const MAX_KEY_BYTES = 1_978;
export const FIRST_FREE_SLOT = 16;

export const EMPTY = Buffer.alloc(0);

export const META = {
  format: metaKey(0),
  owner: metaKey(4),
  nextSlot: metaKey(5),
  collections: 1,
  counts: 2,
  retries: 3,
  garbage: 6,
} as const;

/** A key of the store's own slot. */
export function metaKey(kind: number, rest: Uint8Array = EMPTY): Buffer {
  const key = Buffer.alloc(SLOT_BYTES + 1 + rest.length);
  key[SLOT_BYTES] = kind;
  key.set(rest, SLOT_BYTES + 1);
  return key;
}

/** The range that holds all keys of one kind in the store's own slot. */
export function metaRange(kind: number): [from: Buffer, to: Buffer] {
  return [metaKey(kind), metaKey(kind + 1)];
}

export function slotBytes(slot: number): Buffer {
  const bytes = Buffer.allocUnsafe(SLOT_BYTES);
  bytes.writeUInt32BE(slot, 0);
  return bytes;
}

/** The range that holds all keys of a slot. */
export function slotRange(slot: number): [from: Buffer, to: Buffer] {
  return [slotBytes(slot), slotBytes(slot + 1)];
}

/** Key of a document. Record ids grow by one per insert, so their order is the order of insertion. */
export function recordKey(slot: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(SLOT_BYTES + RECORD_ID_BYTES);
  key.writeUInt32BE(slot, 0);
  writeRecordId(key, recordId, SLOT_BYTES);
  return key;
}

export function recordIdBytes(recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_ID_BYTES);
  writeRecordId(bytes, recordId, 0);
  return bytes;
}

function writeRecordId(target: Buffer, recordId: number, offset: number): void {
  target.writeUInt32BE(Math.floor(recordId / 0x1_0000_0000), offset);
  target.writeUInt32BE(recordId >>> 0, offset + 4);
}

/** The record id in the last eight bytes of an index key, of a record key or of a unique index's value. */
export function recordIdAtEnd(bytes: Buffer): number {
  const { length } = bytes;
  return bytes.readUInt32BE(length - 8) * 0x1_0000_0000 + bytes.readUInt32BE(length - 4);
}

/** The smallest key greater than every key that begins with these bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  for (let index = prefix.length - 1; index >= 0; index -= 1) {
    if (prefix[index]! < 255) {
      const after = Buffer.from(prefix.subarray(0, index + 1));
      after[index]! += 1;
      return after;
    }
  }
  throw new RangeError('no key follows a prefix of 255 only');
}

/** The smallest key greater than this one. */
export function afterKey(key: Buffer): Buffer {
  const after = Buffer.alloc(key.length + 1);
  after.set(key);
  return after;
}
