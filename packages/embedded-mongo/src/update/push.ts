import { fail } from '../bson/command-error.ts';
import { compareElements, type StringOrder } from '../bson/compare.ts';
import { readNumeric, toDouble, toInteger } from '../bson/numeric.ts';
import { nameOfType, rootElement } from '../bson/value.ts';
import { wholeOf } from '../query/comparison.ts';
import { compilePath, type Path } from '../query/path.ts';
import { BSON_TYPE, findElement, rawFields, type Element, type RawField } from '../storage/raw-fields.ts';
import { arrayItems } from './array-modifiers.ts';
import { changedTo } from './arithmetic.ts';
import { idText, type ModifierCompiler } from './modifier.ts';
import { arrayOf, itemsOf, rawOf, type Node } from './tree.ts';

type Order = (a: Node, b: Node) => number;

interface Push {
  values: readonly RawField[];
  position: number;
  order: Order | undefined;
  /** How many to keep: the first ones, or the last ones when negative. */
  slice: number | undefined;
}

export const compilePush: ModifierCompiler = (_path, argument, { collation }) => {
  const push = readPush(argument, collation);
  return (current, run, taken) => {
    if (current && current.type !== BSON_TYPE.array) {
      fail(
        2,
        `The field '${taken}' must be an array but is of type ${nameOfType(current.type)} in document ${idText(run)}`,
      );
    }
    const next = arrayOf(pushed(current ? itemsOf(current) : [], push));
    // Sorting counts as a change, whatever order the items were in.
    return current && !push.order ? changedTo(current, next) : next;
  };
};

function pushed(items: Node[], { values, position, order, slice }: Push): Node[] {
  const at = position < 0 ? Math.max(0, items.length + position) : Math.min(position, items.length);
  // Spreading a hundred thousand arguments would overflow the stack.
  const all = [...items.slice(0, at), ...values, ...items.slice(at)];
  if (order) all.sort(order);
  if (slice === undefined) return all;
  if (slice === 0) return [];
  return slice > 0 ? all.slice(0, slice) : all.slice(slice);
}

function readPush(argument: RawField, strings: StringOrder | undefined): Push {
  const push: Push = {
    values: [argument],
    position: Number.POSITIVE_INFINITY,
    order: undefined,
    slice: undefined,
  };
  if (argument.type !== BSON_TYPE.document) return push;
  const clauses = [...rawFields(argument.bytes)];
  if (!clauses.some(([name]) => name === '$each')) return push;
  const seen = new Set<string>();
  for (const [name, clause] of clauses) {
    if (seen.has(name)) fail(2, `Only one ${name} is supported.`);
    seen.add(name);
    readClause(push, name, clause, strings);
  }
  return push;
}

function readClause(push: Push, name: string, clause: RawField, strings: StringOrder | undefined): void {
  switch (name) {
    case '$each':
      if (clause.type !== BSON_TYPE.array) {
        fail(
          2,
          `The argument to $each in $push must be an array but it was of type: ${nameOfType(clause.type)}`,
        );
      }
      push.values = arrayItems(clause);
      break;
    case '$position':
      push.position = integer(clause, 'The value for $position must be an integer value, not of type: ');
      break;
    case '$slice':
      push.slice = integer(clause, 'The value for $slice must be an integer value but was given type: ');
      break;
    case '$sort':
      push.order = readOrder(clause, strings);
      break;
    default:
      fail(2, `Unrecognized clause in $push: ${name}`);
  }
}

function integer(clause: RawField, message: string): number {
  const number = readNumeric(clause.bytes, wholeOf(clause));
  const whole = number === undefined ? undefined : toInteger(number);
  if (whole === undefined) fail(2, `${message}${nameOfType(clause.type)}`);
  return Number(whole);
}

function readOrder(clause: RawField, strings: StringOrder | undefined): Order {
  if (clause.type !== BSON_TYPE.document) {
    const number = readNumeric(clause.bytes, wholeOf(clause));
    if (number === undefined) {
      fail(
        2,
        'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
      );
    }
    const sign = directionOf(clause);
    return (a, b) => sign * compareNodes(rawOf(a), rawOf(b), strings);
  }
  const fields = [...rawFields(clause.bytes)].map(([path, direction]) => {
    checkSortPath(path);
    return { path: compilePath(path), sign: directionOf(direction) };
  });
  if (fields.length === 0) fail(2, 'The $sort pattern is empty when it should be a set of fields.');
  return (a, b) => {
    for (const { path, sign } of fields) {
      const result = sign * compareAt(rawOf(a), rawOf(b), path, strings);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function directionOf(field: RawField): number {
  const number = readNumeric(field.bytes, wholeOf(field));
  const direction = number === undefined ? 0 : toDouble(number);
  if (direction !== 1 && direction !== -1) fail(2, 'The $sort element value must be either 1 or -1');
  return direction;
}

function checkSortPath(path: string): void {
  if (path === '') fail(2, 'The $sort field cannot be empty');
  if (path.split('.').includes('')) {
    fail(2, `The $sort field is a dotted field but has an empty part: ${path}`);
  }
}

function compareNodes(a: RawField, b: RawField, strings: StringOrder | undefined): number {
  return compareElements(a.bytes, wholeOf(a), b.bytes, wholeOf(b), strings);
}

const NULL: Element = { type: BSON_TYPE.null, start: 0, end: 0 };

/** By the field that a path leads to, without looking into arrays. */
function compareAt(a: RawField, b: RawField, path: Path, strings: StringOrder | undefined): number {
  return compareElements(a.bytes, fieldAt(a, path) ?? NULL, b.bytes, fieldAt(b, path) ?? NULL, strings);
}

function fieldAt(item: RawField, { parts }: Path): Element | undefined {
  if (item.type !== BSON_TYPE.document && item.type !== BSON_TYPE.array) return undefined;
  let element: Element | undefined = rootElement(item.bytes);
  for (const { name } of parts) {
    if (element.type !== BSON_TYPE.document && element.type !== BSON_TYPE.array) return undefined;
    element = findElement(item.bytes, element, name);
    if (!element) return undefined;
  }
  return element;
}
