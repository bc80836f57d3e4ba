import { fail } from '../bson/command-error.ts';
import type { CommandContext } from '../commands/command.ts';
import { findCollection, namespaceIn } from '../commands/namespace.ts';
import { compileQuery } from '../commands/reading/query-fields.ts';
import { nothing } from '../commands/reading/find.ts';
import { compilePath } from '../query/path.ts';
import { describeServer } from './describe-server.ts';
import { equalToOneOf } from './equal-to.ts';
import type { CollectionReader, Documents, FindPart, Namespace } from '../pipeline/context.ts';
import type { Scope } from '../pipeline/scope.ts';
import { typeOf, type Value } from '../bson/value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { find, findAll, type Query } from '../planner/find.ts';
import type { Found, Pacer } from '../planner/walk.ts';
import type { Collection } from '../storage/collection.ts';
import { BSON_TYPE, type RawField } from '../storage/raw-fields.ts';
import type { View } from '../storage/view.ts';

/** What stages such as `$lookup` read, through the planner, in the request's transaction if it has one. */
export class Reader implements CollectionReader {
  readonly #context: CommandContext;
  readonly #pacer: Pacer;
  readonly #scope: Scope;

  constructor(context: CommandContext, pacer: Pacer, scope: Scope) {
    this.#context = context;
    this.#pacer = pacer;
    this.#scope = scope;
  }

  prepare(namespace: Namespace, part: FindPart): () => Documents {
    const collection = this.#collection(namespace);
    const query = compileQuery(collection, { ...part, collation: part.scope.request.collation });
    return () => (collection ? this.#find(collection, atPresent(query)) : nothing());
  }

  prepareLookup(namespace: Namespace, field: string): ((values: readonly Value[]) => Documents) | undefined {
    const collection = this.#collection(namespace);
    if (!collection || !hasIndexOn(collection, field)) return undefined;
    // An index knows no collation.
    if (this.#scope.request.collation) return undefined;
    const path = compilePath(field);
    return (values) => {
      const filter = equalToOneOf(field, path, values);
      const query = filter
        ? { ...ANYTHING, filter }
        : compileQuery(collection, { filter: inFilter(field, values), scope: this.#scope });
      const few = findAll(this.#view, collection, query);
      return few === 'later' ? this.#find(collection, query) : once(few.map(documentOf));
    };
  }

  /** @throws CommandError 263 in a transaction */
  describe(stage: string, specification: RawField, namespace: Namespace): Documents | undefined {
    if (this.#context.transaction) {
      fail(263, `Stage not supported inside of a multi-document transaction: ${stage}`);
    }
    return describeServer(this.#context, stage, specification, namespace);
  }

  #collection({ database, collection }: Namespace): Collection | undefined {
    return findCollection(this.#context, namespaceIn(database, collection));
  }

  get #view(): View {
    return this.#context.view;
  }

  async *#find(collection: Collection, query: Query): Documents {
    for await (const chunk of find(this.#view, collection, query, this.#pacer)) {
      yield chunk.map(documentOf);
    }
  }
}

/** The query with what its variables demand now. */
function atPresent(query: Query): Query {
  const { filter } = query;
  if (!filter?.passing) return query;
  return { ...query, filter: { ...filter, conditions: [...filter.conditions, ...filter.passing()] } };
}

function hasIndexOn(collection: Collection, field: string): boolean {
  return collection.indexes.some(
    ({ definition, building }) =>
      definition.fields[0]!.path === field &&
      // A number in a path may be a position or a name, and the planner leaves such an index alone.
      definition.fields.every(({ parts }) => parts.every(({ position }) => !position)) &&
      !building &&
      !definition.hidden &&
      !definition.sparse &&
      !definition.partialFilterExpression,
  );
}

/** A find without any demands. */
const ANYTHING: Query = {
  filter: undefined,
  alternatives: () => [],
  sort: undefined,
  skip: 0,
  limit: 0,
  hint: undefined,
  collated: false,
  reads: undefined,
};

/** A regular expression in `$in` would be a pattern; here it is a value like any other. */
function inFilter(field: string, values: readonly Value[]): Buffer {
  const patterns = values.some((value) => typeOf(value) === BSON_TYPE.regex);
  const filter: [string, Value] = patterns
    ? ['$or', values.map((value) => new Map([[field, new Map([['$eq', value]])]]))]
    : [field, new Map([['$in', [...values]]])];
  return encodeDocument(new Map([filter]));
}

async function* once(documents: Buffer[]): Documents {
  yield documents;
}

function documentOf({ document }: Found): Buffer {
  return document;
}
