import { fieldText } from '../bson/text.ts';
import type { RawField } from '../storage/raw-fields.ts';
import type { Collation } from '../query/collation.ts';
import type { Scope } from '../pipeline/scope.ts';
import { valueOfNode, type DocumentNode, type Node } from './tree.ts';

/** What becomes of a field that is to be taken away; where nothing is, that nothing is wanted there. */
export const REMOVED = Symbol('removed');

/** What one update does to one document. */
export interface UpdateRun {
  readonly root: DocumentNode;
  /** The document is new: an upsert found none. */
  readonly inserting: boolean;
  /** Where in the outermost array the filter matched. */
  readonly position: number | undefined;
  readonly now: Date;
  /** Fields to take away when all else is done. */
  readonly removals: (readonly string[])[];
  /** Something is not as it was. */
  changed: boolean;
}

/**
 * What an operator does at the end of a path.
 * @param current undefined when there is nothing yet
 * @param path with positions in place of `$`, for messages
 * @returns the same node where nothing changes; undefined where nothing is to be made, though it could be
 */
export type Modifier = (
  current: Node | undefined,
  run: UpdateRun,
  path: string,
) => Node | typeof REMOVED | undefined;

/** What operators are compiled in. */
export interface ModifierContext {
  readonly collation: Collation | undefined;
  readonly scope: Scope | undefined;
}

/** Compiles an operator's argument for one path. */
export type ModifierCompiler = (path: string, argument: RawField, context: ModifierContext) => Modifier;

/** The document's `_id` for messages. */
export function idText({ root }: UpdateRun): string {
  const id = root.fields.get('_id');
  return id ? `{ ${fieldText('_id', valueOfNode(id))} }` : '{ no id }';
}
