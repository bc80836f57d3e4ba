import * as fc from 'fast-check';
import type { Document, IndexSpecification } from 'mongodb';
import { scalar } from './arbitrary-documents.ts';
import { filter, operators, path } from './arbitrary-filter.ts';

/** Random requests, and the indexes that may serve them. */

const orders = fc.uniqueArray(fc.tuple(path, fc.constantFrom(1, -1)), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 3,
});
const PROJECTIONS: (Document | undefined)[] = [
  undefined,
  { a: 1 },
  { a: 1, b: 1, _id: 0 },
  { a: 1, _id: 0 },
  { e: 1, _id: 0 },
  { 'a.c': 1, e: 1, _id: 0 },
  { 'a.c': 1, 'a.d': 1, _id: 0 },
  { _id: 1 },
  { 'a.c': 1 },
  { a: 0 },
  { e: 1, n: { $add: [1, 1] } },
];

const KINDS = [
  'find',
  'find',
  'find',
  'find',
  'find',
  'count',
  'distinct',
  'updateMany',
  'updateOne',
  'deleteOne',
];
const COLLATIONS = [undefined, undefined, undefined, undefined, undefined, { locale: 'sv', strength: 2 }];

interface Asked {
  filter: Document;
  order: [string, number][] | undefined;
}

const asked = fc.oneof(
  fc.record<Asked>({ filter, order: fc.oneof(fc.constant(undefined), orders) }),
  // What is compared is sorted by, too.
  fc
    .tuple(fc.constantFrom('a', 'b', 'e', 'a.c'), operators, fc.constantFrom(1, -1))
    .map(([name, each, direction]): Asked => ({
      filter: { [name]: each },
      order: [[name, direction]],
    })),
);
const details = fc.record({
  kind: fc.constantFrom(...KINDS),
  skip: fc.constantFrom(0, 0, 0, 2),
  limit: fc.constantFrom(0, 0, 0, 3),
  projection: fc.constantFrom(...PROJECTIONS),
  collation: fc.constantFrom(...COLLATIONS),
  path,
  scalar,
});

/** One request; what it asks for is the same whatever plan answers it. */
export const request = fc.tuple(asked, details).map(([what, how]) => ({ ...what, ...how }));
export type Request = typeof request extends fc.Arbitrary<infer Made> ? Made : never;

export interface TestIndex {
  key: IndexSpecification;
  options?: Document;
}

const INDEXES: TestIndex[] = [
  { key: { a: 1 } },
  { key: { a: -1 } },
  { key: { b: 1, a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { a: 1, _id: 1 } },
  { key: { b: -1, a: 1, _id: -1 } },
  { key: { 'a.c': 1 } },
  { key: { 'a.c': 1, 'a.d': 1 } },
  { key: { 'a.c': -1, e: 1 } },
  { key: { 'a.c.d': 1 } },
  { key: { e: 1, a: 1 } },
  { key: { e: -1, b: 1 } },
  { key: { 'b.c': 1, e: -1, a: 1 } },
  { key: { 'a.0': 1 } },
  { key: { u: 1 }, options: { unique: true } },
  { key: { e: 1, _id: 1 }, options: { unique: true } },
  { key: { a: 1, u: 1 }, options: { unique: true, sparse: true } },
  { key: { b: 1 }, options: { sparse: true } },
  { key: { e: 1, 'a.c': 1 }, options: { sparse: true } },
  { key: { e: 1 }, options: { hidden: true } },
  { key: { a: 1, e: 1 }, options: { partialFilterExpression: { a: { $gt: 0 } } } },
  { key: { b: 1, e: 1 }, options: { partialFilterExpression: { b: { $exists: true } } } },
  { key: { e: -1 }, options: { partialFilterExpression: { a: { $lte: 'b' }, b: { $exists: true } } } },
  { key: { b: -1 }, options: { partialFilterExpression: { e: { $in: [1, null, 'a'] } } } },
  { key: { e: 1 }, options: { name: 'or', partialFilterExpression: { $or: [{ e: 1 }, { e: { $gt: 3 } }] } } },
  {
    key: { a: -1 },
    options: {
      name: 'deep',
      partialFilterExpression: { $or: [{ a: 1 }, { $and: [{ b: 'a' }, { e: { $exists: true } }] }] },
    },
  },
  { key: { a: 1 }, options: { name: 'type', partialFilterExpression: { a: { $type: 'string' } } } },
  { key: { b: 1 }, options: { name: 'null', partialFilterExpression: { b: null } } },
];

const PLAIN = INDEXES.filter(({ options }) => !options);

export const indexes = fc.uniqueArray(
  fc.oneof(fc.constantFrom(...PLAIN), fc.constantFrom(...PLAIN), fc.constantFrom(...INDEXES)),
  {
    selector: ({ key, options }) => JSON.stringify([key, options?.name]),
    minLength: 2,
    maxLength: 6,
  },
);
