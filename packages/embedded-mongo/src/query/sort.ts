import { fail } from '../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../bson/reference-fields.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { decodeField, type Value } from '../bson/value.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { Collation } from './collation.ts';
import { wholeOf } from './comparison.ts';
import { mergeRuns, sortedRuns, type Pacer } from './merge-runs.ts';
import { compareSortKeys, sortKeyOf, valuesOfKey, type SortKey } from './sort-key.ts';

/** A compiled sort. */
export interface Sort {
  /** In the order in which they count. */
  readonly fields: readonly IndexField[];
  /** What a document is sorted by; take it once per document. @throws CommandError 2 for parallel arrays */
  readonly keyOf: (document: Buffer) => SortKey;
  /** The same as values. */
  readonly valuesOf: (document: Buffer) => Value[];
  readonly compareKeys: (a: SortKey, b: SortKey) => number;
  /** Order of two documents; equal ones are to stay as they came. */
  readonly compare: (a: Buffer, b: Buffer) => number;
}

const MAX_FIELDS = 32;
const ARRAY_POSITION = /^(?:0|[1-9]\d{0,8})$/;

/**
 * Compiles a sort specification (`$natural` is the caller's).
 * @throws CommandError 15974 and 15975 for a direction that is not 1 or -1, 15998, 16410, 40352 and 40353 for a
 *   path that is none, 7472500 for a field named twice, 13103 for more than 32 fields, 40218 and 17312 for
 *   `$meta` and other expressions
 */
export function compileSort(specification: Buffer, collation?: Collation): Sort {
  const fields: IndexField[] = [];
  for (const [path, direction] of rawFields(specification)) {
    checkPath(path);
    if (fields.some((field) => field.path === path)) {
      fail(7_472_500, `$sort key must not contain duplicate keys (field: '${path}')`);
    }
    fields.push(sortField(path, isDescending(path, direction)));
  }
  if (fields.length > MAX_FIELDS) fail(13_103, 'too many compound keys');
  const keyOf = (document: Buffer): SortKey => sortKeyOf(document, fields, collation);
  const valuesOf = (document: Buffer): Value[] => valuesOfKey(keyOf(document));
  const compareKeys = (a: SortKey, b: SortKey): number => compareSortKeys(a, b, fields, collation);
  return { fields, keyOf, valuesOf, compareKeys, compare: (a, b) => compareKeys(keyOf(a), keyOf(b)) };
}

function sortField(path: string, descending: boolean): IndexField {
  const parts = path
    .split('.')
    .map((text) => ({ text, name: Buffer.from(text), position: ARRAY_POSITION.test(text) }));
  return { path, parts, descending };
}

function isDescending(path: string, field: RawField): boolean {
  if (field.type === BSON_TYPE.document) {
    refuseExpression(path, field);
  }
  const number = readNumeric(field.bytes, wholeOf(field));
  if (number === undefined) fail(15_974, `Illegal key in $sort specification: ${path}`);
  const direction = Math.trunc(toDouble(number));
  if (direction !== 1 && direction !== -1) {
    fail(15_975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return direction < 0;
}

function refuseExpression(path: string, { bytes }: RawField): never {
  const [first, second] = rawFields(bytes);
  if (first?.[0] !== '$meta' || second) {
    return fail(17_312, '$meta is the only expression supported by $sort right now');
  }
  switch (decodeField(first[1])) {
    case 'textScore':
    case 'searchScore':
    case 'vectorSearchScore':
    case 'geoNearDistance':
      return fail(
        40_218,
        `query requires metadata for '${path}', but it is not available: there is no such search here`,
      );
    case 'randVal':
      return fail(238, 'A random order is not supported here: use the stage $sample');
    default:
      return fail(31_138, `Illegal $meta sort: ${path}`);
  }
}

const MAX_PARTS = 200;

/** Refuses what is no path of fields. @throws CommandError 15, 15998, 16410, 16411, 40352 or 40353 */
export function checkPath(path: string): void {
  if (path === '') fail(40_352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) fail(40_353, `FieldPath must not end with a '.'.`);
  const parts = path.split('.');
  if (parts.length > MAX_PARTS) fail(15, 'FieldPath is too long');
  for (const part of parts) {
    if (part === '') fail(15_998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$') && !REFERENCE_FIELDS.has(part)) {
      fail(16_410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    }
    if (part.includes('\0')) fail(16_411, "FieldPath field names may not contain '\0'.");
  }
}

const CHUNK = 256;

interface Entry<Item> {
  key: SortKey;
  /** Number of the item in the order in which they came. */
  number: number;
  item: Item;
}

/** Sorts items as they come, keeping no more of them than are asked for. */
export class Sorter<Item> {
  readonly #sort: Sort;
  readonly #limit: number;
  /** All items; with a limit a heap whose first entry is the last in order. */
  readonly #entries: Entry<Item>[] = [];
  #count = 0;

  /** @param limit how many of the first items are wanted */
  constructor(sort: Sort, limit: number = Number.POSITIVE_INFINITY) {
    this.#sort = sort;
    this.#limit = limit;
  }

  /**
   * @param document what the item is sorted by
   * @returns the item that is no longer kept: another, or this one; undefined while all are
   */
  add(document: Buffer, item: Item): Item | undefined {
    const entry = { key: this.#sort.keyOf(document), number: this.#count, item };
    this.#count += 1;
    if (this.#limit <= 0) return item;
    if (this.#entries.length < this.#limit) {
      this.#entries.push(entry);
      if (Number.isFinite(this.#limit)) this.#rise(this.#entries.length - 1);
      return undefined;
    }
    const last = this.#entries[0]!;
    if (this.#compare(entry, last) >= 0) return item;
    this.#entries[0] = entry;
    this.#sink();
    return last.item;
  }

  /** The items in order, in chunks, giving way to others. Nothing can be added after. */
  async *sorted(pacer: Pacer): AsyncGenerator<Item[], void, void> {
    const compare = (a: Entry<Item>, b: Entry<Item>): number => this.#compare(a, b);
    const runs = await sortedRuns(this.#entries, compare, pacer);
    let chunk: Item[] = [];
    for (const { item } of mergeRuns(runs, compare)) {
      chunk.push(item);
      const turn = pacer.step();
      if (turn) await turn;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
    if (chunk.length > 0) yield chunk;
  }

  #compare(a: Entry<Item>, b: Entry<Item>): number {
    return this.#sort.compareKeys(a.key, b.key) || a.number - b.number;
  }

  #rise(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapped(parent, child)) return;
      child = parent;
    }
  }

  #sink(): void {
    let parent = 0;
    for (;;) {
      const left = parent * 2 + 1;
      const right = left + 1;
      if (left >= this.#entries.length) return;
      const larger =
        right < this.#entries.length && this.#compare(this.#entries[right]!, this.#entries[left]!) > 0
          ? right
          : left;
      if (!this.#swapped(parent, larger)) return;
      parent = larger;
    }
  }

  /** Puts the later of the two above. */
  #swapped(parent: number, child: number): boolean {
    const above = this.#entries[parent]!;
    const below = this.#entries[child]!;
    if (this.#compare(below, above) <= 0) return false;
    this.#entries[parent] = below;
    this.#entries[child] = above;
    return true;
  }
}
