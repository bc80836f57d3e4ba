import { randomUUID } from 'node:crypto';
import { ensureCollection } from '../commands/definitions/collections.ts';
import type { CommandContext } from '../commands/command.ts';
import { ID_INDEX } from '../commands/definitions/index-specification.ts';
import { insertion } from '../commands/writing/insert.ts';
import { assertNewCollectionName, findCollection, namespaceIn } from '../commands/namespace.ts';
import { UpdateStatement } from '../commands/writing/update-statement.ts';
import { assertValid } from '../commands/writing/validation.ts';
import { errorOf, runWrites, type Statement } from '../commands/writing/write-loop.ts';
import { WriteProgress } from '../commands/writing/write-progress.ts';
import type { Documents, MergeMode, MergeWrite, MergeWriter, Namespace } from '../pipeline/context.ts';
import type { Collection } from '../storage/collection.ts';
import { newDocument } from '../storage/new-document.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields, type RawField } from '../storage/raw-fields.ts';
import { insertRecord } from '../storage/records.ts';
import { TEMPORARY_PREFIX } from '../storage/store.ts';
import { encodeReply, type ReplyDocument } from '../wire/reply.ts';

/** Writes the results of a pipeline. */
export class Writer implements MergeWriter {
  readonly #context: CommandContext;
  readonly #bypassValidation: boolean;

  constructor(context: CommandContext, bypassValidation: boolean) {
    this.#context = { ...context, retryNumber: undefined };
    this.#bypassValidation = bypassValidation;
  }

  hasUniqueIndex({ database, collection }: Namespace, fields: readonly string[]): boolean {
    const wanted = fields.toSorted().join('\0');
    if (wanted === '_id') return true;
    const existing = findCollection(this.#context, namespaceIn(database, collection));
    return (
      existing?.indexes.some(
        ({ definition, building }) =>
          definition.unique &&
          !building &&
          !definition.partialFilterExpression &&
          definition.fields
            .map(({ path }) => path)
            .toSorted()
            .join('\0') === wanted,
      ) ?? false
    );
  }

  async merge(namespace: Namespace, writes: readonly MergeWrite[], mode: MergeMode): Promise<number> {
    const name = namespaceIn(namespace.database, namespace.collection);
    const makes = mode.upsert || mode.action === 'insert';
    const collection = makes
      ? await ensureCollection(this.#context, name)
      : findCollection(this.#context, name);
    const progress = await runWrites(this.#context, {
      statements: writes.length,
      statement: (position) => this.#statement(collection, writes[position]!, mode),
      ordered: false,
      start: new WriteProgress([]),
      failed: (now, error) => now.list('errors', error),
    });
    const [error] = progress.listed('errors');
    if (error) throw errorOf(error as ReplyDocument);
    return progress.counted('unmatched');
  }

  #statement(
    collection: Collection | undefined,
    { query, document, variables }: MergeWrite,
    { action, upsert, scope }: MergeMode,
  ): Statement {
    if (action === 'insert') {
      return insertion(this.#context, collection, document, this.#bypassValidation, () => undefined);
    }
    const isPipeline = Array.isArray(action);
    const specification = {
      filter: query,
      update: isPipeline ? arrayField(action) : documentField(action, document),
      replaces: action === 'replace',
      constants: isPipeline ? variables : undefined,
      upsertSupplied: upsert && isPipeline,
      arrayFilters: undefined,
      multi: false,
      upsert,
      sort: undefined,
      hint: undefined,
      collation: scope.request.collation,
      scope,
      bypassValidation: this.#bypassValidation,
    };
    return new UpdateStatement(this.#context, collection, specification, (progress, outcome) => {
      if (outcome.matched === 0 && !outcome.upsertedId) progress.count('unmatched', 1);
    });
  }

  async replace({ database, collection }: Namespace, documents: Documents): Promise<void> {
    const { engine, operation } = this.#context;
    const { store } = engine;
    const target = namespaceIn(database, collection);
    assertNewCollectionName(target);
    const old = store.collection(target);
    const temporary = `${database}.${TEMPORARY_PREFIX}${randomUUID()}`;
    const filled = await store.write((_view, commit) => {
      const made = store.createCollection(commit, temporary, old?.options ?? EMPTY_DOCUMENT, ID_INDEX);
      for (const { definition } of old?.indexes.slice(1) ?? []) store.addIndex(commit, made, definition);
      return made;
    });
    try {
      for await (const chunk of documents) {
        const stored = chunk.map(newDocument);
        await this.#fill(filled, stored);
      }
      await store.write(
        (_view, commit) => {
          const existing = store.collection(target);
          if (existing) store.dropCollection(commit, existing);
          store.renameCollection(commit, filled, target);
        },
        (ended) => operation.wait(ended),
      );
    } catch (error) {
      await store.write((_view, commit) => store.dropCollection(commit, filled));
      throw error;
    }
    engine.cursors.killOf((options) => options.namespace === target);
  }

  async #fill(collection: Collection, documents: Buffer[]): Promise<void> {
    await this.#context.engine.store.write((view) => {
      for (const document of documents) {
        if (!this.#bypassValidation) assertValid(collection, document);
        insertRecord(view, collection, document);
      }
    });
    const turn = this.#context.operation.step();
    if (turn) await turn;
  }
}

function documentField(action: 'replace' | '$set' | '$setOnInsert', document: Buffer): RawField {
  const bytes = action === 'replace' ? document : encodeReply({ [action]: document });
  return { type: BSON_TYPE.document, bytes };
}

function arrayField(documents: Buffer[]): RawField {
  const [array] = rawFields(encodeReply({ documents }));
  return array![1];
}
