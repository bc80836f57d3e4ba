import { EJSON, deserialize, serialize, type Document } from 'bson';
import { CommandError } from '../bson/command-error.ts';
import { encodeDocument } from '../bson/writer.ts';
import { compileFilter } from '../query/filter.ts';
import { compileCollation } from '../query/collation.ts';
import { compileSort } from '../query/sort.ts';
import { withConstants } from '../update/constants.ts';
import {
  NO_COLLECTION,
  type CollectionReader,
  type FindPart,
  type MergeMode,
  type MergeWrite,
  type MergeWriter,
  type Namespace,
  type PipelineContext,
} from './context.ts';
import { compilePipeline } from './pipeline.ts';
import { Scope } from './scope.ts';
import { compileUpdatePipeline } from './update-pipeline.ts';

/** Collections that live in a test. */
export type Collections = Record<string, Document[]>;

export interface RunOptions {
  collections?: Collections;
  collation?: Document;
  now?: Date;
  /** Called for every step of a long loop. */
  step?: () => undefined;
}

/** BSON of a document as tests write it: whole numbers are int32, others double. */
export function bytesOf(document: Document): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

/** A document in which every type shows: `{"$numberInt":"1"}`. */
export function shown(document: Document): string {
  return EJSON.stringify(deserialize(bytesOf(document), { promoteValues: false, bsonRegExp: true }), {
    relaxed: false,
  });
}

/** Runs a pipeline over documents, without a server. */
export async function aggregate(
  documents: Document[],
  pipeline: Document[],
  { collections = {}, collation, now = new Date(0), step = () => undefined }: RunOptions = {},
): Promise<Document[]> {
  const order = collation && compileCollation(bytesOf(collation));
  const scope = new Scope({ now, collation: order });
  const all = Object.assign(collections, { here: documents });
  const context: PipelineContext = {
    namespace: { database: 'test', collection: pipeline[0]?.$documents ? NO_COLLECTION : 'here' },
    scope,
    operation: { step },
    reader: new MemoryReader(all),
    writer: new MemoryWriter(all),
  };
  const compiled = compilePipeline(pipeline.map(bytesOf), context);
  const results: Document[] = [];
  const source = compiled.standsAlone
    ? undefined
    : context.reader.prepare(context.namespace, compiled.find)();
  for await (const chunk of compiled.run(source)) {
    for (const document of chunk)
      results.push(deserialize(document, { promoteValues: false, bsonRegExp: true }));
  }
  return results;
}

/** The value of an expression for a document. */
export async function evaluate(
  expression: unknown,
  document: Document = {},
  options?: RunOptions,
): Promise<Document> {
  const [result] = await aggregate([document], [{ $replaceWith: { value: expression } }], options);
  return result!;
}

/** The code that is thrown, or 'none'. */
export async function codeOf(work: Promise<unknown>): Promise<number | string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
}

async function* chunks(documents: Buffer[]): AsyncGenerator<Buffer[]> {
  for (let start = 0; start < documents.length; start += 3) yield documents.slice(start, start + 3);
}

class MemoryReader implements CollectionReader {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  prepare(
    { collection }: Namespace,
    { filter, sort, skip, limit, scope }: FindPart,
  ): () => AsyncIterable<Buffer[]> {
    const matcher = filter && compileFilter(filter, { scope });
    const order = sort && compileSort(sort, scope.request.collation);
    return () => {
      let found = (this.#collections[collection] ?? []).map(bytesOf);
      if (matcher) found = found.filter((document) => matcher.matches(document));
      if (order) found = found.toSorted((a, b) => order.compare(a, b));
      return chunks(found.slice(skip, limit === undefined ? undefined : skip + limit));
    };
  }

  prepareLookup(namespace: Namespace, field: string): ReturnType<CollectionReader['prepareLookup']> {
    if (field !== '_id') return undefined;
    return (values) => {
      const filter = encodeDocument(new Map([['_id', new Map([['$in', [...values]]])]]));
      const scope = new Scope({ now: new Date(0) });
      return this.prepare(namespace, { filter, sort: undefined, skip: 0, limit: undefined, scope })();
    };
  }

  describe(): undefined {
    return undefined;
  }
}

class MemoryWriter implements MergeWriter {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  hasUniqueIndex(_namespace: Namespace, fields: readonly string[]): boolean {
    return fields.length === 1 && ['_id', 'key'].includes(fields[0]!);
  }

  async merge(
    { collection }: Namespace,
    writes: readonly MergeWrite[],
    { action, upsert, scope }: MergeMode,
  ): Promise<number> {
    const documents = (this.#collections[collection] ??= []);
    let unmatched = 0;
    for (const { query, document, variables } of writes) {
      const filter = compileFilter(query, { scope });
      const index = documents.findIndex((each) => filter.matches(bytesOf(each)));
      const written = deserialize(document, { promoteValues: false });
      const other = documents[index];
      if (other) {
        if (Array.isArray(action)) {
          const update = compileUpdatePipeline(action, withConstants(scope, variables));
          documents[index] = deserialize(update(bytesOf(other)), { promoteValues: false });
        } else if (action === '$set') Object.assign(other, written);
        else if (action === 'replace') documents[index] = written;
      } else if (upsert) documents.push(written);
      else unmatched += 1;
    }
    return unmatched;
  }

  async replace({ collection }: Namespace, documents: AsyncIterable<Buffer[]>): Promise<void> {
    const replaced: Document[] = [];
    for await (const chunk of documents) {
      for (const document of chunk) replaced.push(deserialize(document, { promoteValues: false }));
    }
    this.#collections[collection] = replaced;
  }
}
