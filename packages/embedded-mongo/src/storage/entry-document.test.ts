import { Decimal128, deserialize, Double, EJSON, Long, serialize, type Document } from 'bson';
import * as fc from 'fast-check';
import { CommandError } from '../bson/command-error.ts';
import { scalar, value } from '../planner/arbitrary-documents.ts';
import { include, type FieldTree } from '../projection/raw-projection.ts';
import { documentOfEntry } from './entry-document.ts';
import { indexDefinition } from './index-definition.ts';
import { Index } from './indexing.ts';
import { recordIdBytes } from './keyspace.ts';
import { uniqueValue } from './records.ts';

const KEYS: Document[] = [
  { a: 1 },
  { a: -1 },
  { b: 1, a: -1 },
  { a: 1, _id: 1 },
  { 'a.c': 1, 'a.d': -1 },
  { 'a.d': -1, b: 1, 'a.c': 1 },
  { 'a.n.c': 1, 'a.c': 1, 'b.c': 1, e: -1 },
];

const inner = fc.record({ d: scalar, c: scalar, n: fc.record({ c: scalar }) }, { requiredKeys: [] });
const field = fc.oneof(scalar, inner, value);
const document = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'e', 'x'), field), { selector: ([name]) => name })
  .chain((fields) => scalar.map((_id): Document => ({ _id, ...Object.fromEntries(fields) })));

describe('what an index entry tells of its document', () => {
  it('is what the document has in the fields of the index, or nothing', () => {
    let count = 0;
    const property = fc.property(fc.constantFrom(...KEYS), fc.boolean(), document, (key, unique, made) => {
      const index = indexOn(key, unique);
      const stored = Buffer.from(serialize(made));
      for (const part of tolerant(index, stored)) {
        if (!part) continue;
        count += 1;
        expect(shown(part)).toBe(shown(include(stored, treeOf(Object.keys(key)))));
      }
    });
    fc.assert(property, { numRuns: 2_000 });
    // Most of what is drawn has arrays or decimals: enough has to be left that is told.
    expect(count).toBeGreaterThan(300);
  });

  it.each([
    ['whole numbers, and fractions', { a: 7, b: 1.5 }, { a: 1, b: 1 }],
    ['whole numbers as doubles, and longs', { a: new Double(7), b: Long.fromNumber(-7) }, { a: 1, b: -1 }],
    ['texts with zeros', { a: 'x\0y\0', b: '' }, { a: -1, b: 1 }],
    ['dates before 1970', { a: new Date(-5) }, { a: -1 }],
    ['what is missing', { b: 1 }, { a: 1, b: 1 }],
    ['fields in another order', { b: 1, a: { c: null }, _id: 3 }, { 'a.c': 1, _id: 1, b: 1 }],
  ])('has %s', (_what, made, key) => {
    const stored = Buffer.from(serialize(made));
    const [part] = told(indexOn(key), stored);
    expect(part && shown(part)).toBe(shown(include(stored, treeOf(Object.keys(key)))));
  });

  it.each([
    ['a decimal', { a: Decimal128.fromString('1.50') }],
    ['a long that no double holds', { a: Long.MAX_VALUE }],
    ['zero with a sign', { a: new Double(-0) }],
    ['an array', { a: [1] }],
    ['a document', { a: { c: 1 } }],
    ['a text that is longer than a key', { a: 'x'.repeat(3_000) }],
  ])('is nothing where it has %s', (_what, made) => {
    expect(told(indexOn({ a: 1 }), Buffer.from(serialize(made)))).toEqual([undefined]);
  });

  it('is nothing where a path ends before its end', () => {
    for (const made of [{}, { a: 1 }, { a: {} }])
      expect(told(indexOn({ 'a.c': 1 }), Buffer.from(serialize(made)))).toEqual([undefined]);
  });
});

function indexOn(key: Document, unique = false): Index {
  return new Index(indexDefinition(Buffer.from(serialize({ key, name: 'i', unique }))), 20);
}

/** What each of a document's entries tells. */
function told(index: Index, stored: Buffer): (Buffer | undefined)[] {
  const { keys, notes } = index.keysOf(stored);
  const id = recordIdBytes(7);
  return keys.map((key) =>
    documentOfEntry(
      index,
      index.definition.unique
        ? { key, value: uniqueValue(id, notes) }
        : { key: Buffer.concat([key, id]), value: notes },
    ),
  );
}

/** As `told`; nothing of a document with two arrays side by side. */
function tolerant(index: Index, stored: Buffer): (Buffer | undefined)[] {
  try {
    return told(index, stored);
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}

function treeOf(paths: readonly string[]): FieldTree {
  const tree = new Map<string, FieldTree | true>();
  for (const path of paths) {
    const parts = path.split('.');
    let node = tree;
    for (const part of parts.slice(0, -1)) {
      const inside = (node.get(part) ?? new Map<string, FieldTree | true>()) as typeof tree;
      node.set(part, inside);
      node = inside;
    }
    node.set(parts.at(-1)!, true);
  }
  return tree;
}

function shown(bytes: Buffer): string {
  return EJSON.stringify(deserialize(bytes, { promoteValues: false }), { relaxed: false });
}
