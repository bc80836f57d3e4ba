import { fail } from '../bson/command-error.ts';
import { readNumeric, toDouble } from '../bson/numeric.ts';
import { nameOfType } from '../bson/value.ts';
import { wholeOf } from '../query/comparison.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import {
  ArrayNode,
  arrayOf,
  DocumentNode,
  encodeNode,
  openDocument,
  opened,
  type Node,
} from '../update/tree.ts';

/** `$slice` of a find: the elements of an array that are shown. */
export interface Slice {
  path: readonly string[];
  /** From the end when negative. */
  skip: number | undefined;
  limit: number;
}

/**
 * Reads `$slice: limit` or `$slice: [skip, limit]`.
 * @returns undefined when it is the expression of that name, with an array to cut
 * @throws CommandError 31257, 31258, 31259, 31272 or 31273
 */
export function readSlice(path: readonly string[], argument: RawField): Slice | undefined {
  const limit = readNumeric(argument.bytes, wholeOf(argument));
  if (limit !== undefined) return { path, skip: undefined, limit: clamp(toDouble(limit)) };
  if (argument.type !== BSON_TYPE.array)
    fail(31_273, '$slice only supports numbers and [skip, limit] arrays');
  const parts = [...rawFields(argument.bytes)].map(([, field]) => field);
  const numbers = parts.map((field) => readNumeric(field.bytes, wholeOf(field)));
  if (parts.length === 3 || (parts.length === 2 && numbers[0] === undefined)) return undefined;
  if (parts.length !== 2) fail(31_272, '$slice array argument should be of form [skip, limit]');
  if (numbers[1] === undefined) {
    fail(31_258, `$slice expects the limit argument to be a number, got ${nameOfType(parts[1]!.type)}`);
  }
  const count = clamp(toDouble(numbers[1]));
  if (count <= 0) fail(31_259, `$slice limit must be positive, got ${count}`);
  return { path, skip: clamp(toDouble(numbers[0]!)), limit: count };
}

/** As an int32, which is what MongoDB makes of it. */
function clamp(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.trunc(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value)));
}

/** Cuts the arrays that a path leads to. */
export function applySlice(document: Buffer, slice: Slice): Buffer {
  const root = openDocument(document);
  return sliceInside(root, slice, 0) ? encodeNode(root) : document;
}

function sliceInside(node: Node, slice: Slice, depth: number): boolean {
  if (!(node instanceof DocumentNode)) return false;
  const name = slice.path[depth]!;
  const field = node.fields.get(name);
  if (!field) return false;
  const open = opened(field);
  node.fields.set(name, open);
  const isLast = depth === slice.path.length - 1;
  if (!(open instanceof ArrayNode)) return !isLast && sliceInside(open, slice, depth + 1);
  if (!isLast) return sliceElements(open, slice, depth + 1);
  node.fields.set(name, arrayOf(cut(open.items, slice)));
  return true;
}

/** In the documents of an array; not in those of an array inside it. */
function sliceElements(array: ArrayNode, slice: Slice, depth: number): boolean {
  let changed = false;
  for (const [index, item] of array.items.entries()) {
    const open = opened(item);
    array.items[index] = open;
    changed = sliceInside(open, slice, depth) || changed;
  }
  return changed;
}

function cut(items: readonly Node[], { skip, limit }: Slice): readonly Node[] {
  if (skip === undefined) return limit >= 0 ? items.slice(0, limit) : items.slice(limit);
  const from = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(from, from + limit);
}

/**
 * Leaves one element of the first array on a path.
 * @param positionOf asked only where there is such an array
 * @throws CommandError 51247 when the array has no element there
 */
export function applyPositional(document: Buffer, path: readonly string[], positionOf: () => number): Buffer {
  const root = openDocument(document);
  let node = root;
  for (const name of path) {
    const field = node.fields.get(name);
    if (!field) return document;
    const open = opened(field);
    if (open instanceof ArrayNode) {
      const item = open.items[positionOf()];
      if (!item) {
        return fail(
          51_247,
          "Executor error during find command :: caused by :: positional operator '.$' element mismatch",
        );
      }
      node.fields.set(name, arrayOf([item]));
      return encodeNode(root);
    }
    if (!(open instanceof DocumentNode)) return document;
    node.fields.set(name, open);
    node = open;
  }
  return document;
}
