import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';

type OperationKind = 'insert' | 'query' | 'update' | 'delete' | 'getmore' | 'command';

/** What a command counts as, one for each of its statements; one that is not here is a command. */
const KINDS: ReadonlyMap<string, OperationKind> = new Map([
  ['insert', 'insert'],
  ['find', 'query'],
  ['aggregate', 'query'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['getMore', 'getmore'],
]);
const STATEMENTS: Readonly<Record<string, string>> = {
  insert: 'documents',
  update: 'updates',
  delete: 'deletes',
};

/** Commands whose updates are counted by their form, too. */
const UPDATING = new Set(['update', 'findAndModify', 'bulkWrite']);

/** A command, by the first of its names. */
interface Named {
  readonly names: readonly [string, ...string[]];
}

interface Count {
  total: number;
  failed: number;
  pipeline?: number;
  arrayFilters?: number;
}

/** How many commands there were since the server started, as `serverStatus` tells. */
export class CommandCounters {
  readonly #commands = new Map<string, Count>();
  readonly #operations: Record<OperationKind, number> = {
    insert: 0,
    query: 0,
    update: 0,
    delete: 0,
    getmore: 0,
    command: 0,
  };
  #unknown = 0;

  begun({ names: [name] }: Named): void {
    let count = this.#commands.get(name);
    if (!count) {
      count = { total: 0, failed: 0, ...(UPDATING.has(name) && { pipeline: 0, arrayFilters: 0 }) };
      this.#commands.set(name, count);
    }
    count.total += 1;
    const kind = KINDS.get(name) ?? 'command';
    if (!(kind in STATEMENTS)) this.#operations[kind] += 1;
  }

  /** Counts the statements that were tried: the one that failed is the last when they are in order. */
  wrote(
    { names: [name] }: Named,
    fields: Readonly<Record<string, unknown>>,
    { writeErrors }: ReplyDocument,
  ): void {
    const list = STATEMENTS[name];
    if (list === undefined) return;
    const statements = fields[list] as readonly unknown[];
    const [failed] = (writeErrors ?? []) as { index: number }[];
    const tried = failed && fields['ordered'] !== false ? failed.index + 1 : statements.length;
    this.#operations[KINDS.get(name)!] += tried;
  }

  /** @param name one of the commands that update */
  updated(name: string, { update, arrayFilters }: { update: RawField; arrayFilters?: unknown }): void {
    const count = this.#commands.get(name);
    if (count?.pipeline === undefined || count.arrayFilters === undefined) return;
    if (update.type === BSON_TYPE.array) count.pipeline += 1;
    if (arrayFilters !== undefined) count.arrayFilters += 1;
  }

  failed({ names: [name] }: Named): void {
    const count = this.#commands.get(name);
    if (count) count.failed += 1;
  }

  unknown(): void {
    this.#unknown += 1;
  }

  get operations(): ReplyDocument {
    return { ...this.#operations };
  }

  get commands(): ReplyDocument {
    const counts = [...this.#commands].toSorted(([left], [right]) => (left < right ? -1 : 1));
    return {
      '<UNKNOWN>': this.#unknown,
      ...Object.fromEntries(counts.map(([name, count]) => [name, { ...count }])),
    };
  }
}
