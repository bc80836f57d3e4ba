import { equalKey, type HashKey } from '../../bson/hash-keys.ts';
import type { Value, ValueMap } from '../../bson/value.ts';
import type { Collation } from '../../query/collation.ts';
import type { Accumulator, State } from '../accumulator/accumulator.ts';
import { Memory, sizeOf } from '../accumulator/memory.ts';
import type { Expression } from '../expression/expression.ts';
import { EMPTY_ROW, Row } from '../row.ts';

interface Group {
  /** The values of the key's parts for the first of its rows. */
  key: Value[];
  states: State[];
}

/** A step on the way to a group: by one part of the key. Texts have a map of their own, and need no mark. */
class Branch {
  readonly texts = new Map<HashKey, Branch | Group>();
  readonly others = new Map<HashKey, Branch | Group>();
}

/** What a group is known by: one expression, or the fields of a document, each with an expression. */
export type GroupKey = Expression | ReadonlyArray<[name: string, expression: Expression]>;

/** About what a group takes besides its key. */
const GROUP_BYTES = 200;

/** Gathers rows into groups. */
export class Grouping {
  readonly #names: readonly string[] | undefined;
  readonly #parts: ReadonlyArray<Expression['evaluate']>;
  readonly #fields: ReadonlyArray<[name: string, accumulator: Accumulator]>;
  readonly #needsKey: boolean;
  readonly #collation: Collation | undefined;
  readonly #memory = new Memory('$group');
  readonly #root = new Branch();
  readonly #groups: Group[] = [];

  constructor(
    key: GroupKey,
    fields: ReadonlyArray<[name: string, accumulator: Accumulator]>,
    collation: Collation | undefined,
  ) {
    const isDocument = !('evaluate' in key);
    this.#names = isDocument ? key.map(([name]) => name) : undefined;
    this.#parts = isDocument ? key.map(([, { evaluate }]) => evaluate) : [key.evaluate];
    this.#fields = fields;
    this.#needsKey = fields.some(([, { ignoresKey }]) => !ignoresKey);
    this.#collation = collation;
  }

  add(row: Row): void {
    const { states } = this.#groupOf(row);
    for (let index = 0; index < states.length; index += 1) {
      states[index]!.add(this.#fields[index]![1].evaluate(row));
    }
  }

  #groupOf(row: Row): Group {
    return this.#names ? this.#groupByParts(row) : this.#groupByOne(row);
  }

  #groupByOne(row: Row): Group {
    const value = this.#parts[0]!(row);
    // A missing value by itself is null, but a document of several parts may lack a field.
    const key = value === undefined ? null : value;
    const [map, part] = this.#step(this.#root, key);
    let group = map.get(part) as Group | undefined;
    if (!group) {
      group = this.#begin([key]);
      map.set(part, group);
    }
    return group;
  }

  #groupByParts(row: Row): Group {
    const key: Value[] = [];
    for (const evaluate of this.#parts) key.push(evaluate(row));
    // As MongoDB does: the only part is looked at by itself.
    if (key.length === 1 && key[0] === undefined) key[0] = null;
    let branch = this.#root;
    const last = key.length - 1;
    for (let index = 0; index < last; index += 1) {
      const [map, part] = this.#step(branch, key[index]);
      let next = map.get(part) as Branch | undefined;
      if (!next) {
        next = new Branch();
        map.set(part, next);
      }
      branch = next;
    }
    const [map, part] = this.#step(branch, key[last]);
    let group = map.get(part) as Group | undefined;
    if (!group) {
      group = this.#begin(key);
      map.set(part, group);
    }
    return group;
  }

  #step(branch: Branch, value: Value): [Map<HashKey, Branch | Group>, HashKey] {
    if (typeof value !== 'string') return [branch.others, equalKey(value, this.#collation?.textKey)];
    const text = this.#collation ? this.#collation.textKey(value) : value;
    return [branch.texts, text];
  }

  #begin(key: Value[]): Group {
    this.#memory.take(GROUP_BYTES + sizeOf(key));
    const row = this.#needsKey ? keyRow(this.#idOf(key)) : EMPTY_ROW;
    const group = { key, states: this.#fields.map(([, { create }]) => create(this.#memory, row)) };
    this.#groups.push(group);
    return group;
  }

  /** A row for every group: its key as `_id`, then the accumulated fields. */
  *rows(): Generator<Row, void, void> {
    for (const { key, states } of this.#groups) {
      const row: ValueMap = new Map([['_id', this.#idOf(key)]]);
      for (const [index, [name]] of this.#fields.entries()) {
        const result = states[index]!.result();
        row.set(name, result === undefined ? null : result);
      }
      yield Row.of(row);
    }
  }

  #idOf(key: Value[]): Value {
    if (!this.#names) return key[0];
    const id: ValueMap = new Map();
    for (const [index, name] of this.#names.entries()) if (key[index] !== undefined) id.set(name, key[index]);
    return id;
  }
}

/** What the number of an accumulator's results may be computed from. */
function keyRow(key: Value): Row {
  return key instanceof Map ? Row.of(key) : EMPTY_ROW;
}
