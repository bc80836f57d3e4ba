import { BSONRegExp } from 'bson';
import { elementHashKey, equalKey, type HashKey } from '../../bson/hash-keys.ts';
import { decodeElement, rootElement, type Value } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { compilePath, visitPath } from '../../query/path.ts';
import { STAGE_LIMIT } from '../accumulator/memory.ts';
import type { Documents, FindPart, Namespace } from '../context.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNullish } from '../expression/numbers.ts';
import type { Row } from '../row.ts';
import type { StageContext } from './stage.ts';

/** The documents whose foreign field equals the row's local one. */
export type EqualityJoin = (row: Row) => Documents;

/**
 * A join of one field with another: by an index where there is one, else by a table of the foreign collection
 * that is made once, else (it is too large, or a value is special) by searching for every row.
 */
export function compileEqualityJoin(
  namespace: Namespace,
  localField: string,
  foreignField: string,
  context: StageContext,
): EqualityJoin {
  const local = valuesReader(localField);
  const byIndex = context.reader.prepareLookup(namespace, foreignField);
  if (byIndex) return (row) => byIndex(local(row));
  const table = new JoinTable(namespace, foreignField, context);
  return (row) => table.find(local(row));
}

/** The values of a field, of every element where it is an array; null where it has none. */
export function valuesReader(field: string): (row: Row) => Value[] {
  splitPath(field);
  const path = compilePath(field);
  return (row) => {
    const bytes = row.toBytes();
    const values: Value[] = [];
    visitPath(
      bytes,
      rootElement(bytes),
      path,
      true,
      (inside, element) => {
        if (element) values.push(decodeElement(inside, element));
        return false;
      },
      undefined,
    );
    // An array at the end is visited after its elements; it is they that are joined.
    const last = values.at(-1);
    if (Array.isArray(last) && values.length > last.length) values.pop();
    if (values.length === 1 && Array.isArray(values[0]) && values[0].length === 0) values.pop();
    return values.length > 0 ? values : [null];
  };
}

/** A filter that matches what equals one of the values; a regular expression only equals itself. */
export function equalsAny(field: string, values: readonly Value[]): Buffer {
  if (!values.some((value) => value instanceof BSONRegExp)) {
    return encodeDocument(new Map([[field, new Map([['$in', [...values]]])]]));
  }
  const equal = values.map((value): Value => new Map([[field, new Map([['$eq', value]])]]));
  return encodeDocument(new Map([['$or', equal]]));
}

export function findBy(filter: Buffer | undefined, context: StageContext): FindPart {
  return { filter, sort: undefined, skip: 0, limit: undefined, scope: context.scope };
}

/** The documents of a collection by the values of a field. */
class JoinTable {
  readonly #namespace: Namespace;
  readonly #field: string;
  readonly #context: StageContext;
  /** null when the collection is too large for a table. */
  #table: Map<HashKey, Buffer[]> | null | undefined;

  constructor(namespace: Namespace, field: string, context: StageContext) {
    this.#namespace = namespace;
    this.#field = field;
    this.#context = context;
  }

  async *find(values: readonly Value[]): AsyncGenerator<Buffer[]> {
    const isPlain = values.every((value) => !isNullish(value) && !Array.isArray(value));
    if (isPlain && this.#table === undefined) this.#table = await this.#build();
    if (!isPlain || !this.#table) {
      const filter = equalsAny(this.#field, values);
      yield* this.#context.reader.prepare(this.#namespace, findBy(filter, this.#context))();
      return;
    }
    const textKey = this.#context.scope.request.collation?.textKey;
    const found = new Set<Buffer>();
    for (const value of values) {
      for (const document of this.#table.get(equalKey(value, textKey)) ?? []) found.add(document);
    }
    if (found.size > 0) yield [...found];
  }

  async #build(): Promise<Map<HashKey, Buffer[]> | null> {
    const { reader, scope, operation } = this.#context;
    const path = compilePath(this.#field);
    const textKey = scope.request.collation?.textKey;
    const table = new Map<HashKey, Buffer[]>();
    let size = 0;
    for await (const chunk of reader.prepare(this.#namespace, findBy(undefined, this.#context))()) {
      for (const document of chunk) {
        size += document.length;
        if (size > STAGE_LIMIT) return null;
        for (const key of keysOf(document)) {
          const documents = table.get(key);
          if (documents) documents.push(document);
          else table.set(key, [document]);
        }
        const pause = operation.step();
        if (pause) await pause;
      }
    }
    return table;

    function keysOf(document: Buffer): Set<HashKey> {
      const keys = new Set<HashKey>();
      visitPath(
        document,
        rootElement(document),
        path,
        true,
        (bytes, element) => {
          if (element) keys.add(elementHashKey(bytes, element, textKey));
          return false;
        },
        undefined,
      );
      return keys;
    }
  }
}
