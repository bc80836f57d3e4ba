import { fail } from '../../bson/command-error.ts';
import { REFERENCE_FIELDS } from '../../bson/reference-fields.ts';
import { decodeField, nameOfType, type Value, type ValueMap } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { compileValue } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNumber, isTrue } from '../expression/numbers.ts';
import { OPERATORS } from '../expression/operators.ts';
import { fieldName, type FieldName, type Row } from '../row.ts';
import type { Scope } from '../scope.ts';
import {
  addAt,
  applyComputed,
  excludeInside,
  hasComputed,
  includeInside,
  type Node,
} from './projection-tree.ts';
import { inStage } from './specification.ts';

const COLLISION = { same: 31_250, inside: 31_249 };

/** Builds the tree of a projection and finds out whether it includes or excludes. */
class ProjectionReader {
  readonly root = new Map<string, Node>();
  readonly #scope: Scope;
  /** Of all fields but `_id`, which may differ from the others. */
  #includes: boolean | undefined;
  #id: boolean | undefined;
  #isIdNamed = false;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  read(fields: ValueMap): void {
    for (const [name, value] of fields) {
      if (name === '_id' || name.startsWith('_id.')) this.#isIdNamed = true;
      this.#element([], name, value);
    }
  }

  get includes(): boolean {
    return this.#includes ?? this.#id ?? false;
  }

  /** An inclusion has `_id` unless it says otherwise; in an exclusion its inclusion says nothing. */
  finish(): void {
    if (this.includes && !this.#isIdNamed) this.root.set('_id', true);
    if (!this.includes && this.#id) this.root.delete('_id');
    if (this.includes && this.#id === false) this.root.delete('_id');
  }

  #element(outer: readonly string[], name: string, value: Value): void {
    if (name === '$' || name.endsWith('.$') || name.includes('.$.')) {
      fail(31_324, 'Cannot use positional projection in aggregation projection');
    }
    if (value instanceof Map) this.#document(outer, name, value);
    else if (typeof value === 'boolean' || isNumber(value)) this.#leaf(outer, name, isTrue(value));
    else {
      const expression = compileValue(value, this.#scope);
      this.#add(outer, name, expression);
      if (this.#includes === false)
        fail(31_310, `Cannot use an expression ${name} in an exclusion projection`);
      this.#includes = true;
    }
  }

  #leaf(outer: readonly string[], name: string, included: boolean): void {
    this.#add(outer, name, included);
    if (outer.length === 0 && name === '_id') {
      this.#id = included;
      return;
    }
    if (this.#includes !== undefined && this.#includes !== included) {
      fail(
        included ? 31_253 : 31_254,
        included
          ? `Cannot do inclusion on field ${name} in exclusion projection`
          : `Cannot do exclusion on field ${name} in inclusion projection`,
      );
    }
    this.#includes = included;
  }

  #document(outer: readonly string[], name: string, fields: ValueMap): void {
    const [operator] = fields.keys();
    if (operator === undefined) {
      fail(
        51_270,
        `An empty sub-projection is not a valid value. Found empty object at path ${[...outer, name].join('.')}`,
      );
    }
    if (fields.size === 1 && operator.startsWith('$') && !REFERENCE_FIELDS.has(operator)) {
      if (operator === '$elemMatch') fail(168, 'Cannot use $elemMatch in this context');
      if (!OPERATORS.has(operator)) fail(31_325, `Unknown expression ${operator}`);
      if (this.#includes === false && operator !== '$meta') {
        fail(31_252, 'Cannot use expression other than $meta in exclusion projection');
      }
      this.#includes = true;
      this.#add(outer, name, compileValue(fields, this.#scope));
      return;
    }
    const path = [...outer, ...splitPath(name)];
    for (const [inner, value] of fields) this.#element(path, inner, value);
  }

  #add(outer: readonly string[], name: string, node: Node): void {
    addAt(this.root, [...outer, ...splitPath(name)], node, COLLISION);
  }
}

/** `$project`. @throws CommandError 15969, 51272, 31249 to 31254, 31310, 31324, 31325, 51270 */
export function compileProject(specification: RawField, scope: Scope, name: string): (row: Row) => Row {
  const fields = decodeField(specification);
  if (!(fields instanceof Map)) {
    return fail(15_969, `$project specification must be an object, not ${nameOfType(specification.type)}`);
  }
  const reader = new ProjectionReader(scope);
  inStage(name, () => {
    if (fields.size === 0) fail(51_272, 'projection specification must have at least one field');
    reader.read(fields);
  });
  reader.finish();
  return reader.includes ? inclusion(reader.root) : exclusion(reader.root);
}

/** `$unset`. @throws CommandError 31002, 31119, 31120, and those of `$project` */
export function compileUnset(specification: RawField, scope: Scope, name: string): (row: Row) => Row {
  const value = decodeField(specification);
  const paths = Array.isArray(value) ? value : [value];
  if (!Array.isArray(value) && typeof value !== 'string') {
    fail(31_002, '$unset specification must be a string or an array');
  }
  if (paths.length === 0)
    fail(31_119, '$unset specification must be a string or an array with at least one field');
  const reader = new ProjectionReader(scope);
  for (const path of paths) {
    if (typeof path !== 'string')
      return fail(31_120, '$unset specification must be a string or an array containing only string values');
    inStage(name, () => reader.read(new Map([[path, false]])));
  }
  reader.finish();
  return exclusion(reader.root);
}

/** Keeps what a tree names, and computes. */
export function inclusion(root: ReadonlyMap<string, Node>): (row: Row) => Row {
  const kept: FieldName[] = [];
  const trees: Array<[FieldName, ReadonlyMap<string, Node>]> = [];
  for (const [name, node] of root) {
    if (node === true || node instanceof Map) kept.push(fieldName(name));
    if (node instanceof Map) trees.push([fieldName(name), node]);
  }
  const computes = hasComputed(root);
  return (row) => {
    let result = row.pick(kept);
    if (trees.length > 0) {
      result = result.with(
        new Map(trees.map(([name, tree]) => [name.text, includeInside(tree, row.get(name))])),
      );
    }
    return computes ? result.with(applyComputed(root, row, result)) : result;
  };
}

function exclusion(root: ReadonlyMap<string, Node>): (row: Row) => Row {
  const nodes = [...root].map(([name, node]): [FieldName, Node] => [fieldName(name), node]);
  return (row) => {
    const changes: ValueMap = new Map();
    for (const [name, node] of nodes) {
      const value = row.get(name);
      // A field that is not there must not take a place among those that come later.
      if (value === undefined) continue;
      changes.set(name.text, node instanceof Map ? excludeInside(node, value) : undefined);
    }
    return changes.size > 0 ? row.with(changes) : row;
  };
}
