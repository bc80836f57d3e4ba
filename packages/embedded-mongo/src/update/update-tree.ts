import { CommandError } from '../bson/command-error.ts';
import type { Modifier } from './modifier.ts';

/** All operators of an update, by the paths that they change. */
export type UpdateNode = { kind: 'leaf'; modifier: Modifier | undefined } | UpdateFields | UpdateElements;

/** Fields by name, positions in an array among them, and `$`. */
export interface UpdateFields {
  kind: 'fields';
  children: Map<string, UpdateNode>;
}

/** Elements of an array by the identifier of a filter; the empty one stands for all. */
export interface UpdateElements {
  kind: 'elements';
  children: Map<string, UpdateNode>;
}

const ELEMENTS = /^\$\[(.*)\]$/s;

/** The identifier in `$[identifier]`; undefined for another part of a path. */
export function identifierOf(part: string): string | undefined {
  return ELEMENTS.exec(part)?.[1];
}

export function newFields(): UpdateFields {
  return { kind: 'fields', children: new Map() };
}

/**
 * Adds what an operator does at a path.
 * @param modifier undefined to keep the path for an operator that works from elsewhere
 * @throws CommandError 40 when another one changes the same path, or one in it or around it
 */
export function addModifier(root: UpdateFields, path: string, modifier: Modifier | undefined): void {
  const parts = path.split('.');
  let node: UpdateFields | UpdateElements = root;
  for (let index = 0; index < parts.length; index += 1) {
    const name = keyFor(node, parts[index]!, path, parts, index);
    const child: UpdateNode | undefined = node.children.get(name);
    if (index === parts.length - 1) {
      if (child) throw conflict(path, path);
      node.children.set(name, { kind: 'leaf', modifier });
      return;
    }
    const next: UpdateNode = child ?? emptyFor(parts[index + 1]!);
    if (next.kind === 'leaf') throw conflict(path, parts.slice(0, index + 1).join('.'));
    node.children.set(name, next);
    node = next;
  }
}

function emptyFor(nextPart: string): UpdateFields | UpdateElements {
  return { kind: identifierOf(nextPart) === undefined ? 'fields' : 'elements', children: new Map() };
}

function keyFor(
  node: UpdateFields | UpdateElements,
  part: string,
  path: string,
  parts: readonly string[],
  index: number,
): string {
  const identifier = identifierOf(part);
  if ((node.kind === 'elements') !== (identifier !== undefined)) {
    throw conflict(path, parts.slice(0, index).join('.'));
  }
  return identifier ?? part;
}

function conflict(path: string, at: string): CommandError {
  return new CommandError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

/**
 * What two parts of an update do that turned out to be about one element.
 * @throws CommandError 40 when they change the same path
 */
export function mergeNodes(a: UpdateNode, b: UpdateNode, path: string): UpdateNode {
  if (a.kind === 'leaf' || b.kind === 'leaf' || a.kind !== b.kind) {
    throw new CommandError(40, `Update created a conflict at '${path}'`);
  }
  const children = new Map(a.children);
  for (const [name, child] of b.children) {
    const other = children.get(name);
    const part = a.kind === 'elements' ? `$[${name}]` : name;
    children.set(name, other ? mergeNodes(other, child, `${path}.${part}`) : child);
  }
  return { kind: a.kind, children };
}

/** Positions by size before names, names by their bytes: the order in which MongoDB makes new fields. */
export function inOrder(children: ReadonlyMap<string, UpdateNode>): (readonly [string, UpdateNode])[] {
  return [...children].toSorted(([a], [b]) => compareNames(a, b));
}

const DIGITS = /^\d+$/;

function compareNames(a: string, b: string): number {
  if (DIGITS.test(a) && DIGITS.test(b)) {
    const difference = BigInt(a) - BigInt(b);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
