import { fail } from '../bson/command-error.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { REFERENCE_FIELDS } from '../bson/reference-fields.ts';
import { fieldText } from '../bson/text.ts';
import { decodeElement, decodeField, nameOfType, type Value } from '../bson/value.ts';
import { compileExpression } from '../pipeline/expression/compile.ts';
import { OF_SEARCHES } from '../pipeline/expression/variables.ts';
import type { Expression } from '../pipeline/expression/expression.ts';
import { splitPath } from '../pipeline/expression/field-path.ts';
import { OPERATORS } from '../pipeline/expression/operators.ts';
import { addAt, type Node } from '../pipeline/stage/projection-tree.ts';
import type { Scope } from '../pipeline/scope.ts';
import type { Collation } from '../query/collation.ts';
import { wholeOf } from '../query/comparison.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import type { MatchDetails } from '../query/path.ts';
import { BSON_TYPE, elementAt, findElement, rawFields, type RawField } from '../storage/raw-fields.ts';
import { rootElement } from '../bson/value.ts';
import { wrapped } from '../update/array-modifiers.ts';
import { readSlice, type Slice } from './array-projection.ts';

const COLLISION = { same: 31_250, inside: 31_249 };

/** What a projection is read in. */
export interface ProjectionContext {
  scope: Scope;
  collation: Collation | undefined;
  /** What a document is sorted by; undefined where there is no sort. */
  sortKey: ((document: Buffer) => Value[]) | undefined;
}

/** Reads a find's projection field by field, and finds out whether it includes or excludes. */
export class ProjectionReader {
  /** What is included or excluded, and what is computed. */
  readonly tree = new Map<string, Node>();
  readonly slices: Slice[] = [];
  positional: readonly string[] | undefined;
  isIdNamed = false;
  /** What it says of the whole `_id`. */
  id: boolean | undefined;
  readonly #context: ProjectionContext;
  #includes: boolean | undefined;
  #hasElemMatch = false;

  constructor(context: ProjectionContext) {
    this.#context = context;
  }

  /** Without a plain field the operators decide. */
  get includes(): boolean {
    if (this.#includes !== undefined) return this.#includes;
    if (this.slices.length > 0) return this.id === true;
    return this.#hasElemMatch || this.id === true;
  }

  read(name: string, field: RawField): void {
    if (name === '_id' || name.startsWith('_id.')) this.isIdNamed = true;
    this.#element([], name, field);
  }

  #element(outer: readonly string[], name: string, field: RawField): void {
    if (field.type === BSON_TYPE.document) return this.#document(outer, name, field);
    const number = readNumeric(field.bytes, wholeOf(field));
    if (field.type === BSON_TYPE.boolean) return this.#plain(outer, name, field.bytes[0] === 1);
    if (number !== undefined) return this.#plain(outer, name, toDouble(number) !== 0);
    if (isPositional(name)) {
      fail(31_308, 'positional projection cannot be used with a literal');
    }
    this.#add(outer, name, compileExpression(field, this.#context.scope));
    if (this.#includes === false) {
      fail(
        31_310,
        `Cannot use an expression ${fieldText(name, decodeField(field))} in an exclusion projection`,
      );
    }
    this.#includes = true;
    return undefined;
  }

  #plain(outer: readonly string[], name: string, included: boolean): void {
    if (isPositional(name)) {
      this.#addPositional(outer, name, included);
      return;
    }
    this.#add(outer, name, included);
    if (outer.length === 0 && name === '_id') {
      this.id = included;
      return;
    }
    this.#decide(name, included);
  }

  #decide(name: string, included: boolean): void {
    if (this.#includes !== undefined && this.#includes !== included) {
      if (included) fail(31_253, `Cannot do inclusion on field ${name} in exclusion projection`);
      fail(31_254, `Cannot do exclusion on field ${name} in inclusion projection`);
    }
    this.#includes = included;
  }

  #document(outer: readonly string[], name: string, field: RawField): void {
    const fields = [...rawFields(field.bytes)];
    if (isPositional(name))
      fail(31_271, 'positional projection cannot be used with an expression or sub object');
    const path = [...outer, ...splitPath(name)];
    if (fields.length === 0) {
      fail(
        51_270,
        `An empty sub-projection is not a valid value. Found empty object at path ${path.join('.')}`,
      );
    }
    const [operator, argument] = fields[0]!;
    if (fields.length === 1 && operator.startsWith('$') && !REFERENCE_FIELDS.has(operator))
      return this.#operator(outer, name, operator, argument, field);
    for (const [inner, value] of fields) this.#element(path, inner, value);
    return undefined;
  }

  #operator(
    outer: readonly string[],
    name: string,
    operator: string,
    argument: RawField,
    field: RawField,
  ): void {
    const path = [...outer, ...splitPath(name)];
    if (operator === '$elemMatch') return this.#elemMatch(path, argument, field);
    if (operator === '$slice') {
      const slice = readSlice(path, argument);
      if (slice) {
        addAt(this.tree, path, true, COLLISION);
        this.slices.push(slice);
        return undefined;
      }
    }
    if (operator === '$meta') return this.#meta(path, argument);
    if (!OPERATORS.has(operator)) fail(31_325, `Unknown expression ${operator}`);
    if (this.#includes === false) {
      fail(31_252, 'Cannot use expression other than $meta in exclusion projection');
    }
    this.#includes = true;
    addAt(this.tree, path, compileExpression(field, this.#context.scope), COLLISION);
    return undefined;
  }

  /** It says nothing of the other fields. */
  #meta(path: readonly string[], argument: RawField): void {
    const name = decodeField(argument);
    if (name !== 'sortKey') return refuseMeta(name);
    const { sortKey } = this.#context;
    if (!sortKey) return fail(2, 'cannot use sortKey $meta projection without a sort');
    addAt(this.tree, path, { constant: false, evaluate: ({ base }) => sortKey(base) }, COLLISION);
    return undefined;
  }

  #elemMatch(path: readonly string[], argument: RawField, field: RawField): void {
    if (argument.type !== BSON_TYPE.document) {
      fail(31_274, `elemMatch: Invalid argument, object required, but got ${nameOfType(argument.type)}`);
    }
    if (this.positional) fail(31_255, 'Cannot specify positional operator and $elemMatch.');
    if (path.length > 1) fail(31_275, 'Cannot use $elemMatch projection on a nested field.');
    const [name] = path as [string];
    const { collation, scope } = this.#context;
    const filter = compileFilter(wrapped(field, name), { collation, scope, restricted: true });
    addAt(this.tree, path, firstMatch(name, filter), COLLISION);
    this.#hasElemMatch = true;
  }

  #addPositional(outer: readonly string[], name: string, included: boolean): void {
    if (!included) fail(31_395, 'positional projection cannot be used with exclusion');
    const parts = [...outer, ...name.split('.')];
    const at = parts.indexOf('$');
    if (parts.indexOf('$', at + 1) >= 0) fail(31_287, `Cannot use positional operator twice: ${name}`);
    if (at < parts.length - 1) {
      fail(
        31_394,
        `As of 4.4, it's illegal to specify positional operator in the middle of a path. Positional projection ` +
          `may only be used at the end, for example: a.b.$.`,
      );
    }
    if (this.positional) fail(31_276, 'Cannot specify more than one positional projection per query.');
    if (this.#hasElemMatch) fail(31_256, 'Cannot specify positional operator and $elemMatch.');
    const path = parts.slice(0, -1);
    if (path.includes('')) fail(5_392_900, `Projection on field ${name} is invalid`);
    this.#decide(name, true);
    this.positional = path;
    addAt(this.tree, path, true, COLLISION);
  }

  #add(outer: readonly string[], name: string, node: Node): void {
    addAt(this.tree, [...outer, ...splitPath(name)], node, COLLISION);
  }
}

function refuseMeta(name: Value): never {
  if (typeof name !== 'string') return fail(17_307, '$meta only supports string arguments');
  if (OF_SEARCHES.has(name) || name === 'randVal') {
    fail(40_218, `query requires ${name} metadata, but it is not available: there is no such search here`);
  }
  if (name === 'recordId' || name === 'indexKey') {
    fail(238, `$meta of '${name}' is not supported here: project the fields you need`);
  }
  return fail(17_308, `Unsupported argument to $meta: ${name}`);
}

/** A `$` that comes first follows no array: it is a name, and one that no field may have. */
function isPositional(name: string): boolean {
  return name.split('.').includes('$', 1);
}

/** The first element of an array that fulfils `$elemMatch`, in an array of its own. */
function firstMatch(name: string, filter: Filter): Expression {
  const bytes = Buffer.from(name);
  return {
    constant: false,
    evaluate: ({ base }) => {
      const details: MatchDetails = { position: undefined };
      if (!filter.matches(base, details)) return undefined;
      const array = findElement(base, rootElement(base), bytes)!;
      let index = 0;
      for (let at = array.start + 4; at < array.end - 1; index += 1) {
        const [element, after] = elementAt(base, at);
        if (index === details.position) return [decodeElement(base, element)];
        at = after;
      }
      return undefined;
    },
  };
}
