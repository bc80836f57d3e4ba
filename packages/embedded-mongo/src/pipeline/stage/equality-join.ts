import { BSONRegExp } from 'bson';
import { elementHashKey, equalKey, type HashKey } from '../../bson/hash-keys.ts';
import { rootElement, type Value } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { compileFilter } from '../../query/filter.ts';
import { compilePath, visitPath } from '../../query/path.ts';
import { STAGE_LIMIT } from '../accumulator/memory.ts';
import type { Documents, FindPart, Namespace } from '../context.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNullish } from '../expression/numbers.ts';
import { fieldName, type Row } from '../row.ts';
import { eachRow, type Rows, type StageContext } from './stage.ts';

/** The documents whose foreign field equals the row's local one. */
export type EqualityJoin = (row: Row) => Documents;

/** The same among documents that belong to no collection. */
export function compileEqualityAmong(
  localField: string,
  foreignField: string,
  context: StageContext,
): (row: Row, among: Rows) => Rows {
  const local = localReader(localField);
  splitPath(foreignField);
  const { scope } = context;
  return (row, among) => {
    const filter = compileFilter(equalsAny(foreignField, local(row)), { scope });
    return eachRow(context, (each) => (filter.matches(each.toBytes()) ? each : undefined))(among);
  };
}

/** What has no value is joined as null is. */
function localReader(field: string): (row: Row) => Value[] {
  const read = valuesReader(field);
  return (row) => {
    const values = read(row);
    return values.length > 0 ? values : [null];
  };
}

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
  const local = localReader(localField);
  splitPath(foreignField);
  const byIndex = context.reader.prepareLookup(namespace, foreignField);
  if (byIndex) return (row) => byIndex(local(row));
  const table = new JoinTable(namespace, foreignField, context);
  return (row) => table.find(local(row));
}

/** The values of a field: of the elements where it is an array, and through arrays on the way. */
export function valuesReader(field: string): (row: Row) => Value[] {
  const names = splitPath(field);
  const first = fieldName(names[0]!);
  return (row) => {
    const values: Value[] = [];
    collect(row.get(first), names, 1, values);
    return values;
  };
}

const ARRAY_POSITION = /^(?:0|[1-9]\d*)$/;

function collect(start: Value, names: readonly string[], from: number, values: Value[]): void {
  let value = start;
  let index = from;
  for (; Array.isArray(value) && index < names.length && ARRAY_POSITION.test(names[index]!); index += 1) {
    value = value[Number(names[index])];
  }
  if (index === names.length) {
    if (Array.isArray(value)) for (const item of value) values.push(item);
    else if (value !== undefined) values.push(value);
    return;
  }
  for (const item of Array.isArray(value) ? value : [value]) {
    if (item instanceof Map) collect(item.get(names[index]!), names, index + 1, values);
  }
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
  readonly #documents: Buffer[] = [];
  /** Places among the documents; null when the collection is too large for a table. */
  #table: Map<HashKey, number[]> | null | undefined;

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
    const places = new Set<number>();
    for (const value of values) {
      for (const place of this.#table.get(equalKey(value, textKey)) ?? []) places.add(place);
    }
    // They come in the order of the collection, whatever the order of the values.
    const found = values.length > 1 ? [...places].toSorted((a, b) => a - b) : [...places];
    if (found.length > 0) yield found.map((place) => this.#documents[place]!);
  }

  async #build(): Promise<Map<HashKey, number[]> | null> {
    const { reader, scope, operation } = this.#context;
    const path = compilePath(this.#field);
    const textKey = scope.request.collation?.textKey;
    const table = new Map<HashKey, number[]>();
    let size = 0;
    for await (const chunk of reader.prepare(this.#namespace, findBy(undefined, this.#context))()) {
      for (const document of chunk) {
        size += document.length;
        if (size > STAGE_LIMIT) {
          this.#documents.length = 0;
          return null;
        }
        for (const key of keysOf(document)) {
          const places = table.get(key);
          if (places) places.push(this.#documents.length);
          else table.set(key, [this.#documents.length]);
        }
        this.#documents.push(document);
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
