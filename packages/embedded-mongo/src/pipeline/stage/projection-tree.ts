import { fail } from '../../bson/command-error.ts';
import type { Value, ValueMap } from '../../bson/value.ts';
import type { Expression } from '../expression/expression.ts';
import { fieldName, type Row } from '../row.ts';

/** What a projection says of a field: whether it stays, what it becomes, or what it says of fields inside. */
export type Node = boolean | Expression | Map<string, Node>;

/**
 * Puts a node at a path.
 * @throws CommandError `same` when there is one already, `inside` when one stands in the way
 */
export function addAt(
  root: Map<string, Node>,
  path: readonly string[],
  node: Node,
  codes: { same: number; inside: number },
): void {
  let inner = root;
  for (const [index, name] of path.entries()) {
    const existing = inner.get(name);
    if (index === path.length - 1) {
      if (existing !== undefined) fail(codes.same, `Path collision at ${path.join('.')}`);
      inner.set(name, node);
      return;
    }
    if (existing !== undefined && !(existing instanceof Map)) {
      const remaining = path.slice(index + 1).join('.');
      fail(codes.inside, `Path collision at ${path.join('.')} remaining portion ${remaining}`);
    }
    const next = existing ?? new Map<string, Node>();
    inner.set(name, next);
    inner = next;
  }
}

function isExpression(node: Node): node is Expression {
  return typeof node === 'object' && !(node instanceof Map);
}

export function hasComputed(tree: ReadonlyMap<string, Node>): boolean {
  return [...tree.values()].some((node) => (node instanceof Map ? hasComputed(node) : isExpression(node)));
}

/** The computed fields of a projection, as changes to the row they are computed from. */
export function applyComputed(
  root: ReadonlyMap<string, Node>,
  row: Row,
  /** The row whose fields computed ones are put into. */
  target: Row = row,
): ValueMap {
  const changes: ValueMap = new Map();
  for (const [name, node] of root) {
    if (isExpression(node)) changes.set(name, node.evaluate(row));
    else if (node instanceof Map && hasComputed(node)) {
      changes.set(name, computeInside(node, row, target.get(fieldName(name))));
    }
  }
  return changes;
}

/** In an array, every element gets the computed fields; what is no document becomes one. */
function computeInside(tree: ReadonlyMap<string, Node>, row: Row, value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => computeInside(tree, row, item));
  const document: ValueMap = value instanceof Map ? new Map(value) : new Map();
  for (const [name, node] of tree) {
    let field = document.get(name);
    if (isExpression(node)) field = node.evaluate(row);
    else if (node instanceof Map && hasComputed(node)) field = computeInside(node, row, field);
    else continue;
    if (field === undefined) document.delete(name);
    else document.set(name, field);
  }
  return document;
}

/** What an inclusion leaves of a value: scalars have no fields, and go. */
export function includeInside(tree: ReadonlyMap<string, Node>, value: Value): Value {
  if (Array.isArray(value)) {
    const items = value.map((item) => includeInside(tree, item));
    // Computed fields make a document of what went.
    return hasComputed(tree) ? items : items.filter((item) => item !== undefined);
  }
  if (!(value instanceof Map)) return undefined;
  const document: ValueMap = new Map();
  for (const [name, field] of value) {
    const node = tree.get(name);
    const kept = node instanceof Map ? includeInside(node, field) : field;
    if (node !== undefined && !isExpression(node) && kept !== undefined) document.set(name, kept);
  }
  return document;
}

/** What an exclusion leaves of a value. */
export function excludeInside(tree: ReadonlyMap<string, Node>, value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => excludeInside(tree, item));
  if (!(value instanceof Map)) return value;
  const document: ValueMap = new Map();
  for (const [name, field] of value) {
    const node = tree.get(name);
    if (node === undefined) document.set(name, field);
    else if (node instanceof Map) document.set(name, excludeInside(node, field));
  }
  return document;
}
