import { createHash } from 'node:crypto';
import { CommandError } from '../bson/command-error.ts';
import { elementKey, elementKeys, NULL_KEY } from '../bson/keys.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import type { IndexDefinition, IndexField } from './index-definition.ts';
import { entryNotes, UNREADABLE, usualOrder } from './entry-notes.ts';
import { indexTuples, ParallelArrays, type IndexTuple, type TuplesOfDocument } from './index-tuples.ts';
import { EMPTY, MAX_KEY_BYTES, RECORD_ID_BYTES, recordIdAtEnd, slotBytes } from './keyspace.ts';
import type { Element } from './raw-fields.ts';
import type { Entry } from './view.ts';

const DIGEST_BYTES = 16;
/** A key is cut to this length, slot included, before its digest is added. */
export const CUT_BYTES = MAX_KEY_BYTES - RECORD_ID_BYTES - DIGEST_BYTES - 2;

/** The keys of a document in one index, each with its slot and without its record. */
export interface IndexKeys {
  keys: Buffer[];
  /** What each of its entries says beside the key: see `entry-notes.ts`. */
  notes: Buffer;
  multikey: boolean;
  truncated: boolean;
}

const NO_KEYS: IndexKeys = { keys: [], notes: EMPTY, multikey: false, truncated: false };

/** An index as it is in memory: how documents become its keys. */
export class Index {
  readonly definition: IndexDefinition;
  readonly slot: number;
  /** Some document has several keys, or none, because of an array. */
  multikey = false;
  /** Some key was too long and ends in a digest: equal keys are found, their order is not kept. */
  truncated = false;
  /** One of the two has changed and is not on the disk yet. */
  unsaved = false;
  /** It is being filled: writes keep it up to date, no query may use it. */
  building = false;
  /** Its entries have notes: what an older release has made has none. */
  noted = true;
  /** Its fields by their usual place in a document. */
  readonly usualOrder: readonly number[];
  readonly #prefix: Buffer;
  readonly #descending: readonly boolean[];
  /** Documents that do not match it are not in the index. */
  readonly partial: Filter | undefined;

  constructor(definition: IndexDefinition, slot: number) {
    this.definition = definition;
    this.slot = slot;
    this.#prefix = slotBytes(slot);
    this.#descending = definition.fields.map(({ descending }) => descending);
    this.usualOrder = usualOrder(definition.fields);
    this.partial = definition.partialFilterExpression && compileFilter(definition.partialFilterExpression);
  }

  /**
   * The keys of a document.
   * @throws CommandError 171 when two fields lead to different arrays.
   */
  keysOf(document: Buffer): IndexKeys {
    if (this.partial && !this.partial.matches(document)) return NO_KEYS;
    const found = this.#tuplesOf(document);
    const { tuples, multikey, present } = found;
    if (this.definition.sparse && !present) return { ...NO_KEYS, multikey };
    const keys = new Map<string, Buffer>();
    let truncated = false;
    for (const tuple of tuples) {
      const whole = this.#encode(document, tuple);
      const key = shorten(whole);
      if (key !== whole) truncated = true;
      if (tuples.length > 1) keys.set(key.latin1Slice(), key);
      else return { keys: [key], notes: this.#notesOf(document, found, truncated), multikey, truncated };
    }
    return { keys: [...keys.values()], notes: UNREADABLE, multikey, truncated };
  }

  /** Remembers what these keys say about the index. */
  note({ multikey, truncated }: IndexKeys): void {
    if ((!multikey || this.multikey) && (!truncated || this.truncated)) return;
    this.multikey ||= multikey;
    this.truncated ||= truncated;
    this.unsaved = true;
  }

  /** The values that a key of this index has in a document, as its first key shows them. */
  firstTuple(document: Buffer): IndexTuple {
    return this.#tuplesOf(document).tuples[0] ?? [];
  }

  /** The tuple whose key this is. */
  tupleOfKey(document: Buffer, key: Buffer): IndexTuple {
    const { tuples } = this.#tuplesOf(document);
    return tuples.find((tuple) => shorten(this.#encode(document, tuple)).equals(key)) ?? tuples[0] ?? [];
  }

  /** The record that an entry of this index points to. */
  recordIdOf({ key, value }: Entry): number {
    return recordIdAtEnd(this.definition.unique ? value : key);
  }

  #notesOf(document: Buffer, found: TuplesOfDocument, truncated: boolean): Buffer {
    return truncated ? UNREADABLE : entryNotes(document, this.definition.fields, this.usualOrder, found);
  }

  #tuplesOf(document: Buffer): TuplesOfDocument {
    try {
      return indexTuples(document, this.definition.fields);
    } catch (error) {
      if (!(error instanceof ParallelArrays)) throw error;
      throw new CommandError(171, `cannot index parallel arrays: ${this.definition.name}`);
    }
  }

  #encode(document: Buffer, tuple: IndexTuple): Buffer {
    return elementKeys(this.#prefix, document, tuple, this.#descending);
  }
}

/** One field's part of an index key. */
export function fieldKey(bytes: Buffer, element: Element | undefined, { descending }: IndexField): Buffer {
  const key = element ? elementKey(bytes, element) : NULL_KEY;
  return descending ? inverted(key) : key;
}

export function inverted(key: Buffer): Buffer {
  const result = Buffer.allocUnsafe(key.length);
  for (let position = 0; position < key.length; position += 1) result[position] = 255 - key[position]!;
  return result;
}

/** The key itself, or its beginning and a digest of all of it when it is too long for LMDB. */
export function shorten(key: Buffer): Buffer {
  if (key.length <= CUT_BYTES + DIGEST_BYTES) return key;
  const digest = createHash('sha256').update(key).digest().subarray(0, DIGEST_BYTES);
  return Buffer.concat([key.subarray(0, CUT_BYTES), digest]);
}
