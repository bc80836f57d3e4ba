import { CommandError } from '../../bson/command-error.ts';
import type { Collection } from '../../storage/collection.ts';
import { rebuildIndex } from '../../storage/index-build.ts';
import { indexDefinition } from '../../storage/index-definition.ts';
import type { Index } from '../../storage/indexing.ts';
import { afterKey, RECORD_ID_BYTES, recordIdAtEnd, recordKey, slotRange } from '../../storage/keyspace.ts';
import { BSON_TYPE, findElement, type RawField } from '../../storage/raw-fields.ts';
import { scan, type View } from '../../storage/view.ts';
import type { ReplyValue } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';

/** So many bytes of `_id`s are told of documents that have equal keys. */
const MAX_VIOLATIONS_BYTES = 8 * 1024 * 1024;
const SLICE_MS = 8;
const ID = Buffer.from('_id');

/** Makes an index unique, or not unique any more, under the same name. @throws CommandError 359 */
export async function changeUniqueness(
  context: CommandContext,
  collection: Collection,
  index: Index,
  specification: Buffer,
): Promise<void> {
  const { engine, operation } = context;
  const definition = indexDefinition(specification);
  if (definition.unique) await assertUniqueKeys(context, collection, index);
  try {
    await rebuildIndex(engine.store, collection, index, definition, operation);
  } catch (error) {
    if (error instanceof CommandError && error.code === 11_000) {
      await assertUniqueKeys(context, collection, index);
    }
    throw error;
  }
}

/** @throws CommandError 359 with the `_id`s of documents that have equal keys in an index */
export async function assertUniqueKeys(
  { engine, operation }: CommandContext,
  collection: Collection,
  index: Index,
): Promise<void> {
  if (index.definition.unique) return;
  const { view } = engine.store;
  const violations = new Violations(view, collection);
  let [from, to] = slotRange(index.slot);
  for (let done = false; !done && !violations.full;) {
    done = true;
    const end = performance.now() + SLICE_MS;
    for (const { key } of scan(view, from, to)) {
      violations.add(key);
      if (violations.full) break;
      if (performance.now() < end) continue;
      from = afterKey(key);
      done = false;
      break;
    }
    if (!done) await operation.turn();
  }
  violations.assertNone();
}

/** Entries of an index come in the order of their keys: equal ones come together. */
class Violations {
  /** There is no room for more. */
  full = false;
  readonly #view: View;
  readonly #collection: Collection;
  readonly #told: RawField[][] = [];
  #before: Buffer | undefined;
  /** The `_id`s of those that have the key of the last entry. */
  #group: RawField[] | undefined;
  #bytes = 0;

  constructor(view: View, collection: Collection) {
    this.#view = view;
    this.#collection = collection;
  }

  add(entry: Buffer): void {
    const before = this.#before;
    this.#before = entry;
    if (!before?.subarray(0, -RECORD_ID_BYTES).equals(entry.subarray(0, -RECORD_ID_BYTES))) {
      this.#group = undefined;
      return;
    }
    if (!this.#group) {
      this.#told.push((this.#group = []));
      this.#tell(before);
    }
    this.#tell(entry);
  }

  #tell(entry: Buffer): void {
    const id = this.#idOf(recordIdAtEnd(entry));
    if (!id) return;
    this.#bytes += id.bytes.length;
    if (this.#bytes > MAX_VIOLATIONS_BYTES) this.full = true;
    else this.#group!.push(id);
  }

  #idOf(recordId: number): RawField | undefined {
    const document = this.#view.get(recordKey(this.#collection.slot, recordId));
    if (!document) return undefined;
    const root = { type: BSON_TYPE.document, start: 0, end: document.length };
    const id = findElement(document, root, ID)!;
    return { type: id.type, bytes: Buffer.from(document.subarray(id.start, id.end)) };
  }

  /** @throws CommandError 359 */
  assertNone(): void {
    if (this.#told.length === 0) return;
    const violations: ReplyValue[] = this.#told.map((ids) => ({ ids }));
    throw new CommandError(
      359,
      this.full
        ? 'Cannot convert the index to unique. Too many conflicting documents were detected. Please resolve them and rerun collMod.'
        : 'Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.',
      { violations },
    );
  }
}
