import { CommandError } from '../bson/command-error.ts';
import { find, planOf, type Query } from '../planner/find.ts';
import type { IndexPlan, Plan } from '../planner/plan.ts';
import type { Counters } from '../planner/walk.ts';
import { Pace } from '../session/cursors.ts';
import type { Collection } from '../storage/collection.ts';
import { BSON_TYPE, EMPTY_DOCUMENT, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { AGGREGATE_FIELDS, prepareAggregation } from './aggregate.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { COUNT_FIELDS } from './count.ts';
import { DISTINCT_FIELDS } from './distinct.ts';
import { COMMON_FIELDS, readFields } from './fields.ts';
import { FIND_FIELDS } from './find.ts';
import { VERSION } from './handshake.ts';
import { findCollection, namespaceOf } from './namespace.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

const WRITE_FIELDS = {
  updates: 'documents',
  deletes: 'documents',
  ordered: 'ignored',
  let: 'document',
} as const;
const ENTRY_FIELDS = {
  q: 'document!',
  u: 'value',
  limit: 'integer',
  multi: 'boolean',
  upsert: 'boolean',
  sort: 'document',
  hint: 'value',
  collation: 'document',
  arrayFilters: 'value',
} as const;
const MODIFY_FIELDS = {
  query: 'document',
  sort: 'document',
  remove: 'boolean',
  update: 'value',
  new: 'boolean',
  fields: 'document',
  upsert: 'boolean',
  collation: 'document',
  arrayFilters: 'value',
  hint: 'value',
} as const;

interface Explained {
  query: Query;
  filter: Buffer;
}

/** Reads what is to be explained as the find that it begins with. */
function queryOf(context: CommandContext, command: Buffer, collection: Collection | undefined): Explained {
  const name = context.command;
  const own = { ...COMMON_FIELDS, [name]: 'value' } as const;
  const compile = (
    filter: Buffer | undefined,
    rest: { sort?: Buffer; skip?: number; limit?: number; hint?: RawField; collation?: Buffer; let?: Buffer },
  ): Explained => {
    const collation = readCollation(rest.collation);
    const scope = readScope(rest.let, collation);
    return {
      query: compileQuery(collection, { ...rest, filter, collation, scope }),
      filter: filter ?? EMPTY_DOCUMENT,
    };
  };
  switch (name) {
    case 'find': {
      const fields = readFields(name, command, { ...own, ...FIND_FIELDS });
      return compile(fields.filter, fields);
    }
    case 'count': {
      const { query, hint, collation } = readFields(name, command, { ...own, ...COUNT_FIELDS });
      return compile(query, { ...(hint && { hint }), ...(collation && { collation }) });
    }
    case 'distinct': {
      const { query, hint, collation } = readFields(name, command, { ...own, ...DISTINCT_FIELDS });
      return compile(query, { ...(hint && { hint }), ...(collation && { collation }) });
    }
    case 'findAndModify':
    case 'findandmodify': {
      const { query, ...rest } = readFields(name, command, { ...own, ...MODIFY_FIELDS });
      return compile(query, rest);
    }
    case 'update':
    case 'delete': {
      const { updates, deletes } = readFields(name, command, { ...own, ...WRITE_FIELDS });
      const [entry] = updates ?? deletes ?? [];
      if (!entry) throw new CommandError(72, 'explained command does not have exactly one entry');
      const { q, ...rest } = readFields(name, entry, ENTRY_FIELDS);
      const { limit: _limit, ...query } = rest;
      return compile(q, query);
    }
    case 'aggregate': {
      const fields = readFields(name, command, { ...own, ...AGGREGATE_FIELDS });
      const { pipeline, query } = prepareAggregation(context, fields, new Pace(context.operation));
      return { query, filter: pipeline.find.filter ?? EMPTY_DOCUMENT };
    }
    default:
      throw new CommandError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function indexStage(plan: IndexPlan): ReplyDocument {
  const { name, key, unique, sparse, partialFilterExpression } = plan.index.definition;
  return {
    stage: 'IXSCAN',
    keyPattern: key,
    indexName: name,
    isMultiKey: plan.index.multikey,
    isUnique: unique,
    isSparse: sparse,
    isPartial: partialFilterExpression !== undefined,
    indexVersion: 2,
    direction: plan.reverse ? 'backward' : 'forward',
    ranges: plan.keys?.length ?? plan.ranges.length,
  };
}

function stagesOf(plan: Plan, query: Query, filter: Buffer): ReplyDocument {
  const demanded = query.filter ? { filter } : {};
  let stage: ReplyDocument;
  if (plan.kind === 'scan') {
    stage = { stage: 'COLLSCAN', ...demanded, direction: plan.reverse ? 'backward' : 'forward' };
  } else {
    const inputStage =
      plan.kind === 'index' ? indexStage(plan) : { stage: 'OR', inputStages: plan.plans.map(indexStage) };
    stage = { stage: 'FETCH', ...demanded, inputStage };
  }
  if (query.sort && !plan.sorted) stage = { stage: 'SORT', inputStage: stage };
  if (query.skip > 0) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit > 0) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  return stage;
}

async function executionOf(
  context: CommandContext,
  collection: Collection | undefined,
  query: Query,
  stages: ReplyDocument,
): Promise<ReplyDocument> {
  const counters: Counters = { keys: 0, documents: 0 };
  const started = performance.now();
  let returned = 0;
  if (collection) {
    for await (const chunk of find(
      context.engine.store.view,
      collection,
      query,
      context.operation,
      counters,
    )) {
      returned += chunk.length;
    }
  }
  return {
    executionSuccess: true,
    nReturned: returned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: counters.keys,
    totalDocsExamined: counters.documents,
    executionStages: stages,
  };
}

const VERBOSITIES = new Set(['queryPlanner', 'executionStats', 'allPlansExecution']);

/** How a query is answered, and what it looked at. Nothing is written. */
export async function explain(
  context: CommandContext,
  command: Buffer,
  verbosity: string,
): Promise<ReplyDocument> {
  if (!VERBOSITIES.has(verbosity)) {
    throw new CommandError(
      9,
      `verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}`,
    );
  }
  const [first] = rawFields(command);
  if (!first) throw new CommandError(59, 'Explain failed due to unknown command');
  const [name, target] = first;
  const explained: CommandContext = { ...context, command: name, target };
  const namespace =
    target.type === BSON_TYPE.string ? namespaceOf(explained) : `${context.database}.$cmd.aggregate`;
  const collection = findCollection(context, namespace);
  const { query, filter } = queryOf(explained, command, collection);
  const stages = collection ? stagesOf(planOf(collection, query), query, filter) : { stage: 'EOF' };
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace,
      parsedQuery: filter,
      indexFilterSet: false,
      winningPlan: stages,
      rejectedPlans: [],
    },
    ...(verbosity !== 'queryPlanner' && {
      executionStats: await executionOf(explained, collection, query, stages),
    }),
    command,
    serverInfo: { host: context.engine.address, version: VERSION },
  };
}

export const explainCommand = defineCommand({
  names: ['explain'],
  fields: { verbosity: 'string' },
  stable: true,
  run: (context, { verbosity = 'allPlansExecution' }) => {
    const { type, bytes } = context.target;
    if (type !== BSON_TYPE.document) throw new CommandError(14, 'explain command requires a nested object');
    return explain(context, bytes, verbosity);
  },
});
