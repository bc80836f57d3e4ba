import { fail } from '../bson/command-error.ts';
import { BSON_TYPE, elementAt, findElement, type Element } from './raw-fields.ts';
import type { IndexField, PathPart } from './index-definition.ts';

/** What one key of an index is made of: a value per field, undefined where the document has none. */
export type IndexTuple = readonly (Element | undefined)[];

export interface TuplesOfDocument {
  tuples: IndexTuple[];
  /** An array stood on some field's way, so that a document may have several keys. */
  multikey: boolean;
  /** At least one field is there: a sparse index takes the document. */
  present: boolean;
}

/** Two arrays side by side would need every pair of their elements. */
export class ParallelArrays extends Error {
  override name = 'ParallelArrays';
}

/** How far one field's path has been followed. */
interface Walk {
  field: IndexField;
  /** Number of path parts already followed. */
  depth: number;
  value: Element | undefined;
  /** Where the value is, with array elements told apart from fields; two walks at one array have one place. */
  place: string;
  /** The value is an element of an array that ended the path; an array in there is a value. */
  final: boolean;
}

/**
 * The keys of a document in an index, after MongoDB's rules: the elements of an array are indexed one by
 * one, an empty array as undefined, which is not the null of a missing value.
 * @throws ParallelArrays when two fields lead to different arrays; CommandError 16746 when a number in a path is
 *   both a position of an array and a field in one of its elements
 */
export function indexTuples(document: Buffer, fields: readonly IndexField[]): TuplesOfDocument {
  const result: TuplesOfDocument = { tuples: [], multikey: false, present: false };
  const root: Element = { type: BSON_TYPE.document, start: 0, end: document.length };
  const walks = fields.map((field) => ({ field, depth: 0, value: root, place: '', final: false }));
  expand(document, walks, result);
  return result;
}

/** What an empty array leaves in an index. */
const UNDEFINED: Element = { type: BSON_TYPE.undefined, start: 4, end: 4 };

function expand(document: Buffer, walks: readonly Walk[], result: TuplesOfDocument): void {
  let arrayPlace: string | undefined;
  const followed: Walk[] = [];
  for (const walk of walks) {
    const next = follow(document, walk, result);
    followed.push(next);
    if (!isOpenArray(next)) continue;
    if (arrayPlace !== undefined && arrayPlace !== next.place) throw new ParallelArrays();
    arrayPlace = next.place;
  }
  if (arrayPlace === undefined) {
    if (followed.some(({ value }) => value !== undefined)) result.present = true;
    result.tuples.push(followed.map(({ value }) => value));
    return;
  }
  result.multikey = true;
  expandArray(document, followed, result);
}

/** One key per element of the array at which some of the walks stand. */
function expandArray(document: Buffer, walks: readonly Walk[], result: TuplesOfDocument): void {
  const array = walks.find(isOpenArray)!.value!;
  let empty = true;
  for (let position = array.start + 4; position < array.end - 1;) {
    empty = false;
    const [element, after] = elementAt(document, position);
    position = after;
    const inElement = walks.map((walk) =>
      isOpenArray(walk)
        ? {
            ...walk,
            value: element,
            place: `${walk.place}[]`,
            final: walk.depth === walk.field.parts.length,
          }
        : walk,
    );
    expand(document, inElement, result);
  }
  if (!empty) return;
  const without = walks.map((walk) => {
    if (!isOpenArray(walk)) return walk;
    const value = walk.depth === walk.field.parts.length ? UNDEFINED : undefined;
    return { ...walk, value, final: true };
  });
  expand(document, without, result);
}

function isOpenArray({ value, final }: Walk): boolean {
  return value?.type === BSON_TYPE.array && !final;
}

/** Follows a path until it ends, or an array stands in its way. */
function follow(document: Buffer, walk: Walk, result: TuplesOfDocument): Walk {
  const { parts } = walk.field;
  let { depth, value, place, final } = walk;
  while (depth < parts.length && value) {
    const part = parts[depth]!;
    if (value.type === BSON_TYPE.array) {
      const element = part.position ? findElement(document, value, part.name) : undefined;
      // An array directly inside an array is entered by position only.
      if (!element && place.endsWith('[]')) {
        value = undefined;
        break;
      }
      if (!element) break;
      assertUnambiguous(document, value, part);
      result.multikey = true;
      value = element;
      // What a position at the end names is a value as it is, also an array.
      final = depth === parts.length - 1;
    } else {
      value = value.type === BSON_TYPE.document ? findElement(document, value, part.name) : undefined;
    }
    place += `.${part.text}`;
    depth += 1;
  }
  return { ...walk, depth, value, place, final };
}

/** @throws CommandError 16746 */
function assertUnambiguous(document: Buffer, array: Element, { name, text }: PathPart): void {
  for (let position = array.start + 4; position < array.end - 1;) {
    const [element, after] = elementAt(document, position);
    position = after;
    if (element.type !== BSON_TYPE.document || !findElement(document, element, name)) continue;
    fail(
      16_746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${text}'`,
    );
  }
}
