import * as fc from 'fast-check';
import { decodeDocument, Double, type Value } from '../bson/value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { fieldName, Row } from './row.ts';

const name: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'åäö', 'long name', '_id');
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -5, max: 5 }).map((number) => new Double(number)),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc
    .dictionary(fc.constantFrom('x', 'y'), fc.integer())
    .map((fields) => new Map<string, Value>(Object.entries(fields))),
);
const document = fc.array(fc.tuple(name, value), { maxLength: 5 }).map((fields) => new Map(fields));
const changes = fc
  .array(fc.tuple(name, fc.option(value, { nil: undefined })), { maxLength: 4 })
  .map((fields) => new Map(fields));

describe('a row', () => {
  it('is the same document however it is read, whatever was changed', () => {
    fc.assert(
      fc.property(document, fc.array(changes, { maxLength: 3 }), (fields, steps) => {
        let row = new Row(encodeDocument(fields));
        const expected: Map<string, Value> = new Map(fields);
        for (const step of steps) {
          row = row.with(step);
          for (const [key, changed] of step) expected.set(key, changed);
        }
        for (const [key, changed] of expected) {
          expect(row.get(fieldName(key))).toEqual(changed);
          if (changed === undefined) expected.delete(key);
        }
        expect(decodeDocument(row.toBytes())).toEqual(expected);
        expect(row.toMap()).toEqual(expected);
        expect(new Set(decodeDocument(row.toBytes()).keys())).toEqual(new Set(row.toMap().keys()));
      }),
    );
  });

  it('keeps only the fields that are picked, in the order of the document', () => {
    fc.assert(
      fc.property(document, changes, fc.uniqueArray(name), (fields, step, picked) => {
        const row = new Row(encodeDocument(fields)).with(step);
        const all = row.toMap();
        const kept = [...all].filter(([key]) => picked.includes(key));
        expect([...row.pick(picked.map(fieldName)).toMap()]).toEqual(kept);
      }),
    );
  });

  it('shares the bytes of a document that nothing was done to', () => {
    const bytes = encodeDocument(new Map([['a', 1]]));
    expect(new Row(bytes).toBytes()).toBe(bytes);
  });
});
