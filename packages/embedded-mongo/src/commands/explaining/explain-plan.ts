import type { Query } from '../../planner/find.ts';
import { isLeaping } from '../../planner/find-distinct.ts';
import type { IndexPlan, Plan } from '../../planner/plan.ts';
import type { Counters } from '../../planner/walk.ts';
import type { Filter } from '../../query/filter.ts';
import { isOperatorDocument } from '../../query/matcher.ts';
import { BSON_TYPE, rawFields } from '../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { isNumber } from '../fields.ts';
import { countBounds, indexBounds } from './index-bounds.ts';

/** A search as it was asked for, beside what was made of it. */
export interface Asked {
  query: Query;
  filter: Buffer;
  sort?: Buffer | undefined;
  projection?: Buffer | undefined;
  /** The path of which the values are asked for. */
  distinct?: string | undefined;
}

/** What a sort may hold. */
const SORT_BYTES = 104_857_600;

/**
 * How a search is done, from its last step to its first.
 * @param window is what it skips and how much it takes a step of its own?
 * @param examined what it looked at, once it has been done
 */
export function planStages(
  plan: Plan,
  { query, filter, sort, projection }: Asked,
  window: boolean,
  examined?: Counters,
): ReplyDocument {
  const isCovered = plan.kind === 'index' && plan.covers;
  if (plan.kind === 'union' && plan.plans.length === 0) {
    return { stage: 'EOF', type: 'predicateEvalsToFalse' };
  }
  const { skip, limit } = query;
  const isSorted = !query.sort?.sort || plan.sorted;
  let stage = searchStage(plan, query.filter, filter, examined);
  if (!isSorted) {
    stage = {
      stage: 'SORT',
      sortPattern: sort,
      memLimit: SORT_BYTES,
      ...(limit > 0 && { limitAmount: skip + limit }),
      type: isCovered ? 'default' : 'simple',
      inputStage: stage,
    };
  }
  if (window && skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (projection) stage = projectionStage(projection, stage, isCovered);
  if (window && limit > 0 && isSorted) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return stage;
}

/** @param isCovered is it made of what an index has? */
function projectionStage(projection: Buffer, inputStage: ReplyDocument, isCovered: boolean): ReplyDocument {
  const name = projectionName(projection);
  const stage = isCovered && name === SIMPLE ? 'PROJECTION_COVERED' : name;
  return { stage, transformBy: projection, inputStage };
}

/** Top-level fields that stay or go are the simple case. */
function projectionName(projection: Buffer): string {
  const isSimple = [...rawFields(projection)].every(
    ([path, field]) => !path.includes('.') && (isNumber(field) || field.type === BSON_TYPE.boolean),
  );
  return isSimple ? SIMPLE : 'PROJECTION_DEFAULT';
}

const SIMPLE = 'PROJECTION_SIMPLE';

/** What is shown of a document that a write has changed: it takes no short cut. */
export function writtenProjectionStage(transformBy: Buffer, inputStage: ReplyDocument): ReplyDocument {
  return { stage: 'PROJECTION_DEFAULT', transformBy, inputStage };
}

/** A find of the one document whose `_id` is all that is asked for; undefined when it searches. */
export function expressStage(plan: Plan, asked: Asked, examined?: Counters): ReplyDocument | undefined {
  const { query, projection } = asked;
  const found = query.skip > 0 ? undefined : idStage(plan, asked, examined);
  if (!found) return undefined;
  if (projection && projectionName(projection) !== SIMPLE) return projectionStage(projection, found, false);
  return {
    ...found,
    stage: 'EXPRESS_IXSCAN',
    keyPattern: '{ _id: 1 }',
    indexName: '_id_',
    ...(projection && { projection, projectionCovered: plan.kind === 'index' && plan.covers }),
  };
}

/** How a write finds the one document whose `_id` is all that is asked for; undefined when it searches. */
export function idStage(
  plan: Plan,
  { query, filter, sort }: Asked,
  examined?: Counters,
): ReplyDocument | undefined {
  if (plan.kind !== 'index' || plan.keys?.length !== 1 || query.hint || sort) return undefined;
  const [condition, ...others] = rawFields(filter);
  const isLookup = condition?.[0] === '_id' && others.length === 0 && !isOperatorDocument(condition[1]);
  if (!isLookup) return undefined;
  return {
    stage: 'IDHACK',
    ...(examined && { keysExamined: examined.keys, docsExamined: examined.documents }),
  };
}

function searchStage(
  plan: Plan,
  filter: Filter | undefined,
  asked: Buffer,
  examined: Counters | undefined,
): ReplyDocument {
  const demanded = filter && { filter: asked };
  const documents = examined && { docsExamined: examined.documents };
  if (plan.kind === 'scan') {
    const direction = plan.reverse ? 'backward' : 'forward';
    return { stage: 'COLLSCAN', ...demanded, direction, ...documents };
  }
  if (plan.kind === 'union') {
    const inputStage = { stage: 'OR', inputStages: plan.plans.map((each) => indexStage('IXSCAN', each)) };
    return { stage: 'FETCH', ...demanded, ...documents, inputStage };
  }
  const inputStage = indexStage(isLeaping(plan) ? 'DISTINCT_SCAN' : 'IXSCAN', plan, examined);
  if (plan.covers) return { ...inputStage, ...(filter && !filter.complete && { filter: asked }) };
  if (plan.tells) return { stage: 'FETCH', ...documents, inputStage: { ...inputStage, ...demanded } };
  return { stage: 'FETCH', ...demanded, ...documents, inputStage };
}

/** How a count looks only at the keys of one range; undefined when it looks at more. */
export function countStage(
  plan: Plan,
  filter: Filter | undefined,
  examined?: Counters,
): ReplyDocument | undefined {
  if (plan.kind !== 'index' || !plan.covers || (filter && !isOneRange(plan, filter))) return undefined;
  return indexStage('COUNT_SCAN', plan, examined);
}

/** Does everything in the range match? Each field but the last that is bound has one value then. */
function isOneRange({ index }: IndexPlan, { conditions, complete }: Filter): boolean {
  const bound = new Set(conditions.map(({ path }) => path)).size;
  const fields = index.definition.fields.slice(0, bound);
  return (
    complete &&
    fields.every(({ path }, position) => {
      const intervals = conditions.filter((each) => each.path === path).flatMap((each) => each.intervals);
      return (
        intervals.length > 0 && (position === bound - 1 || (intervals.length === 1 && intervals[0]!.point))
      );
    })
  );
}

function indexStage(stage: string, plan: IndexPlan, examined?: Counters): ReplyDocument {
  const { name, key, unique, sparse, partialFilterExpression } = plan.index.definition;
  const told = stage === 'COUNT_SCAN' ? countBounds(plan) : indexBounds(plan);
  return {
    stage,
    keyPattern: key,
    indexName: name,
    isMultiKey: plan.index.multikey,
    isUnique: unique,
    isSparse: sparse,
    isPartial: partialFilterExpression !== undefined,
    indexVersion: 2,
    direction: plan.reverse ? 'backward' : 'forward',
    ranges: plan.keys?.length ?? plan.ranges.length,
    ...(told && { indexBounds: told }),
    ...(examined && { keysExamined: examined.keys }),
  };
}
