import { CommandError } from '../../bson/command-error.ts';
import { find, otherPlansOf, planOf } from '../../planner/find.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Counters } from '../../planner/walk.ts';
import type { Collection } from '../../storage/collection.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { expressStage, idStage, planStages, projectionStage } from './explain-plan.ts';
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
  const { effect, query } = explained;
  const returned = done && { nReturned: done.returned };
  if (!collection) {
    const nothing = { stage: 'EOF', type: 'nonExistentNamespace', ...returned };
    return effect?.stage === 'COUNT' ? { stage: 'COUNT', ...done?.counts, inputStage: nothing } : nothing;
  }
  if (isCountedAtOnce(explained)) {
    return { stage: 'RECORD_STORE_FAST_COUNT', ...returned, ...done?.counts };
  }
  return stagesWith(planOf(collection, query), explained, done);
}

function stagesWith(plan: Plan, explained: Explained, done?: Done): ReplyDocument {
  const { effect, projection, query, filter, sort } = explained;
  const returned = done && { nReturned: done.returned };
  if (!effect) {
    const stages = expressStage(plan, explained, done?.examined);
    return { ...(stages ?? planStages(plan, explained, true, done?.examined)), ...returned };
  }
  const search = { query, filter, sort };
  const { stage, type } = effect;
  const byId = stage === 'COUNT' ? undefined : idStage(plan, search, done?.examined);
  const inputStage = byId ?? planStages(plan, search, false, done?.examined);
  const whole = { stage, ...(type && { type }), ...returned, ...done?.counts, inputStage };
  return projection ? { ...projectionStage(projection, whole), ...returned } : whole;
}

/** The other ways that there are, except where a document is looked up by its `_id`. */
function rejectedPlans(collection: Collection | undefined, explained: Explained): ReplyDocument[] {
  if (!collection || isCountedAtOnce(explained)) return [];
  const chosen = planOf(collection, explained.query);
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
  const { query, effect } = explained;
  const examined: Counters = { keys: 0, documents: 0 };
  const started = performance.now();
  let found = 0;
  let failure: CommandError | undefined;
  try {
    if (collection && isCountedAtOnce(explained)) found = collection.count;
    else if (collection) {
      for await (const chunk of find(context.view, collection, query, context.operation, examined)) {
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
