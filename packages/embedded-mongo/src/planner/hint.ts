import { CommandError } from '../bson/command-error.ts';
import { isNumber, numberOf } from '../commands/fields.ts';
import { sameKey } from '../commands/definitions/index-conflicts.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/indexing.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { KeyRange } from './bounds.ts';

/** The index that the client wants used, or no index at all. */
export type Hint = IndexHint | { kind: 'natural'; reverse: boolean };

export interface IndexHint {
  kind: 'index';
  index: Index;
  /** The part of it that is to be read (see `key-limits.ts`). */
  range?: KeyRange | undefined;
}

/** @throws CommandError 9 for what is neither an index's name nor a document */
export function assertHint(hint: RawField | undefined): void {
  if (!hint || hint.type === BSON_TYPE.string || hint.type === BSON_TYPE.document) return;
  throw new CommandError(9, 'Hint must be a string or an object');
}

/** @throws CommandError 2 when there is no such index, 27 when a key is that of several, 9 when it is no hint */
export function readHint(collection: Collection, hint: RawField | undefined): Hint | undefined {
  if (!hint) return undefined;
  assertHint(hint);
  if (hint.type === BSON_TYPE.string) {
    const name = hint.bytes.utf8Slice(4, hint.bytes.length - 1);
    return {
      kind: 'index',
      index: found(collection.indexes.find(({ definition }) => definition.name === name)),
    };
  }
  const [first] = rawFields(hint.bytes);
  if (!first) return undefined;
  if (first[0] === '$natural') return { kind: 'natural', reverse: naturalDirection(hint.bytes) < 0 };
  const [index, another] = collection.indexes.filter(
    (each) => isUsable(each) && sameKey(each.definition.key, hint.bytes),
  );
  if (another) throw new CommandError(27, 'Hint matched multiple indexes, must hint by index name');
  return { kind: 'index', index: found(index) };
}

/** @throws CommandError 2 when it is not 1 or -1 and alone */
export function naturalDirection(document: Buffer): 1 | -1 {
  const [first, second] = rawFields(document);
  const direction = first && isNumber(first[1]) ? numberOf(first[1]) : 0;
  if (!second && (direction === 1 || direction === -1)) return direction;
  throw new CommandError(2, '$natural must stand alone and be 1 or -1');
}

function isUsable({ building, definition }: Index): boolean {
  return !building && !definition.hidden;
}

function found(index: Index | undefined): Index {
  if (index && isUsable(index)) return index;
  throw new CommandError(
    2,
    'error processing query: planner returned error: hint provided does not correspond to an existing index',
  );
}
