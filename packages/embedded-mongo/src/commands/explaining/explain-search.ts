import { CommandError } from '../../bson/command-error.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { find, otherPlansOf, planOf } from '../../planner/find.ts';
import { findDistinct, planDistinct } from '../../planner/find-distinct.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Counters } from '../../planner/walk.ts';
import type { Collection } from '../../storage/collection.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { countStage, expressStage, idStage, planStages, writtenProjectionStage } from './explain-plan.ts';
import type { Explained } from './explain-request.ts';

export type Verbosity = 'queryPlanner' | 'executionStats' | 'allPlansExecution';

/** Errors that end the explaining, too: it was killed, or is out of time. */
const INTERRUPTIONS = new Set([50, 262, 279, 11_600, 11_601, 11_602]);

interface ExplainedSearch extends ReplyDocument {
  queryPlanner: ReplyDocument;
  executionStats?: Execution;
}

interface Execution extends ReplyDocument {
  nReturned: number;
  executionTimeMillis: number;
}

/** The sections `queryPlanner` and, when asked for, `executionStats`. Nothing is written. */
export async function explainSearch(
  context: CommandContext,
  collection: Collection | undefined,
  namespace: string,
  explained: Explained,
  verbosity: Verbosity,
): Promise<ExplainedSearch> {
  return {
    queryPlanner: {
      namespace,
      parsedQuery: explained.filter,
      indexFilterSet: false,
      winningPlan: stagesOf(collection, explained),
      rejectedPlans: rejectedPlans(collection, explained),
    },
    ...(verbosity !== 'queryPlanner' && {
      executionStats: {
        ...(await executionOf(context, collection, explained)),
        ...(verbosity === 'allPlansExecution' && { allPlansExecution: [] }),
      },
    }),
  };
}

/** What a search has looked at and given. */
interface Done {
  examined: Counters;
  returned: number;
  counts: ReplyDocument;
}

function stagesOf(collection: Collection | undefined, explained: Explained, done?: Done): ReplyDocument {
  const { effect } = explained;
  const returned = done && { nReturned: done.returned };
  if (!collection) {
    const nothing = { stage: 'EOF', type: 'nonExistentNamespace', ...returned };
    return effect?.stage === 'COUNT' ? { stage: 'COUNT', ...done?.counts, inputStage: nothing } : nothing;
  }
  if (isCountedAtOnce(explained)) {
    return { stage: 'RECORD_STORE_FAST_COUNT', ...returned, ...done?.counts };
  }
  return stagesWith(planFor(collection, explained), explained, done);
}

function planFor(collection: Collection, { query, distinct }: Explained): Plan {
  return distinct === undefined ? planOf(collection, query) : planDistinct(collection, query, distinct);
}

function stagesWith(plan: Plan, explained: Explained, done?: Done): ReplyDocument {
  const { effect, projection, query, filter, sort, distinct } = explained;
  const returned = done && { nReturned: done.returned };
  if (!effect) {
    const asked =
      distinct === undefined ? explained : { ...explained, projection: onlyValues(plan, distinct) };
    const stages = expressStage(plan, asked, done?.examined);
    return { ...(stages ?? planStages(plan, asked, true, done?.examined)), ...returned };
  }
  const search = { query, filter, sort };
  const { stage, type } = effect;
  const byKey =
    stage === 'COUNT'
      ? countStage(plan, query.filter, done?.examined)
      : idStage(plan, search, done?.examined);
  const inputStage = byKey ?? planStages(plan, search, false, done?.examined);
  const whole = { stage, ...(type && { type }), ...returned, ...done?.counts, inputStage };
  return projection ? { ...writtenProjectionStage(projection, whole), ...returned } : whole;
}

/** What a distinct takes of an index; undefined where it looks at the documents. */
function onlyValues(plan: Plan, path: string): Buffer | undefined {
  if (plan.kind !== 'index' || !plan.covers) return undefined;
  return encodeDocument(
    new Map([
      ['_id', 0],
      [path, 1],
    ]),
  );
}

/** The other ways that there are, except where a document is looked up by its `_id`. */
function rejectedPlans(collection: Collection | undefined, explained: Explained): ReplyDocument[] {
  if (!collection || isCountedAtOnce(explained)) return [];
  const chosen = planFor(collection, explained);
  if (idStage(chosen, explained)) return [];
  return otherPlansOf(collection, explained.query, chosen).map((plan) => stagesWith(plan, explained));
}

/** What takes all documents need not look at them. */
function isCountedAtOnce({ effect, query }: Explained): boolean {
  return effect?.stage === 'COUNT' && !query.filter && !query.hint;
}

async function executionOf(
  context: CommandContext,
  collection: Collection | undefined,
  explained: Explained,
): Promise<Execution> {
  const { query, effect, distinct } = explained;
  const { view, operation } = context;
  const examined: Counters = { keys: 0, documents: 0 };
  const started = performance.now();
  let found = 0;
  let failure: CommandError | undefined;
  try {
    if (collection && isCountedAtOnce(explained)) found = collection.count;
    else if (collection) {
      const chunks =
        distinct === undefined
          ? find(view, collection, query, operation, examined)
          : findDistinct(view, collection, query, distinct, operation, examined);
      for await (const chunk of chunks) {
        found += chunk.length;
        for (const { document } of chunk) effect?.see?.(document);
      }
    }
  } catch (error) {
    if (!(error instanceof CommandError) || INTERRUPTIONS.has(error.code)) throw error;
    failure = error;
  }
  const { returned, counts } = effect?.outcome(found) ?? { returned: found, counts: {} };
  return {
    executionSuccess: !failure,
    ...(failure && { errorMessage: failure.message, errorCode: failure.code }),
    nReturned: returned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: examined.keys,
    totalDocsExamined: examined.documents,
    executionStages: stagesOf(collection, explained, { examined, returned, counts }),
  };
}
