import { noteOf, PLAIN } from '../bson/key-values.ts';
import type { IndexField } from './index-definition.ts';
import type { IndexTuple, TuplesOfDocument } from './index-tuples.ts';
import { EMPTY } from './keyspace.ts';

/*
 * An index entry notes in its value what its key does not tell, so that a query which reads only what is in the index
 * needs no document:
 *
 *   nothing            the key tells all
 *   255                the document has to be read
 *   a byte for each    what is to be known of a value (`bson/key-values.ts`), or MISSING
 *   and as many more   the fields by their place in the document, where that is not the index's order
 */

/** Of a document whose keys do not tell it. */
export const UNREADABLE = Buffer.from([255]);
/** The document has no such field, where the key has null. */
export const MISSING = 254;

/**
 * What the entries of a document in an index have to note.
 * @param usual as `usualOrder` gives it
 */
export function entryNotes(
  document: Buffer,
  fields: readonly IndexField[],
  usual: readonly number[],
  { tuples, multikey }: TuplesOfDocument,
): Buffer {
  const [tuple] = tuples;
  if (multikey || !tuple) return UNREADABLE;
  const inOrder = isInOrder(tuple, usual);
  if (inOrder && tuple.every((element) => element && noteOf(document, element) === PLAIN)) return EMPTY;
  const notes: number[] = [];
  for (const [position, element] of tuple.entries()) {
    // What stands where a path ends too early is not in the key.
    const missing = fields[position]!.parts.length === 1 ? MISSING : undefined;
    const note = element ? noteOf(document, element) : missing;
    if (note === undefined) return UNREADABLE;
    notes.push(note);
  }
  if (inOrder) return Buffer.from(notes);
  const place = (position: number): number => tuple[position]?.start ?? document.length;
  return Buffer.from([...notes, ...usual.toSorted((left, right) => place(left) - place(right))]);
}

function isInOrder(tuple: IndexTuple, order: readonly number[]): boolean {
  let last = 0;
  for (const position of order) {
    const element = tuple[position];
    if (!element) continue;
    if (element.start < last) return false;
    last = element.start;
  }
  return true;
}

/** The order in which the fields most probably stand in a document: `_id`, then as in the index. */
export function usualOrder(fields: readonly IndexField[]): number[] {
  const positions = [...fields.keys()];
  const id = fields.findIndex(({ path }) => path === '_id');
  return id > 0 ? [id, ...positions.filter((position) => position !== id)] : positions;
}

/** What the notes of an entry say. */
export interface NotesRead {
  note(position: number): number;
  /** The fields in the order of the document. */
  order: Iterable<number>;
}

/** @returns undefined when the document has to be read */
export function readNotes(
  notes: Buffer,
  fields: readonly IndexField[],
  usual: readonly number[],
): NotesRead | undefined {
  if (notes.length === 1 && notes[0] === UNREADABLE[0]) return undefined;
  const { length } = fields;
  return {
    note: (position) => notes[position] ?? PLAIN,
    order: notes.length > length ? notes.subarray(length) : usual,
  };
}
