import { fail } from '../../bson/command-error.ts';
import { decodeField, type ValueMap } from '../../bson/value.ts';
import { encodeField } from '../../bson/writer.ts';
import { NO_COLLECTION } from '../../pipeline/context.ts';
import { readMerge } from '../../pipeline/stage/merge-specification.ts';
import { optimizedGroup } from '../../pipeline/stage/optimized-group.ts';
import { readOut } from '../../pipeline/stage/out.ts';
import type { StageSource } from '../../pipeline/stage/stage.ts';
import { Pace } from '../../session/cursors.ts';
import { EMPTY_DOCUMENT } from '../../storage/raw-fields.ts';
import type { ReplyDocument, ReplyValue } from '../../wire/reply.ts';
import type { CommandContext } from '../command.ts';
import { explainSearch, type Verbosity } from './explain-search.ts';
import type { Fields } from '../fields.ts';
import {
  prepareAggregation,
  runAggregation,
  type AGGREGATE_FIELDS,
  type PreparedAggregation,
} from '../reading/prepare-aggregation.ts';

/**
 * A pipeline explained: the search that it begins with, and what each of the other stages gives.
 * @throws CommandError 51029 for `$out` and 51184 for `$merge` where it would have to run
 */
export async function explainPipeline(
  context: CommandContext,
  fields: Fields<typeof AGGREGATE_FIELDS>,
  verbosity: Verbosity,
): Promise<ReplyDocument> {
  const pace = new Pace(context.operation);
  const prepared = prepareAggregation(context, fields, pace);
  const { pipeline, collection, query, namespace } = prepared;
  const runs = verbosity !== 'queryPlanner';
  if (runs && pipeline.output) {
    const name = pipeline.stages.at(-1)?.name;
    fail(name === '$out' ? 51_029 : 51_184, `${name} can be explained with the verbosity queryPlanner only`);
  }
  const { filter = EMPTY_DOCUMENT, sort } = pipeline.find;
  const search = pipeline.standsAlone
    ? undefined
    : await explainSearch(context, collection, namespace, { query, filter, sort }, verbosity);
  if (search && pipeline.stages.length === 0) {
    return { ...search, queryPlanner: { ...search.queryPlanner, optimizedPipeline: true } };
  }
  const given = runs ? await measure(context, prepared, pace) : undefined;
  return {
    stages: [
      ...(search ? [{ $cursor: search, ...measured(search.executionStats) }] : []),
      ...pipeline.stages.map((stage, place) => ({
        [stage.name]: described(stage, context.database),
        ...measured(given?.[place]),
      })),
    ],
  };
}

/** What a stage does; one that writes with all that it was not told. */
function described({ name, specification }: StageSource, database: string): ReplyValue {
  const source = { database, collection: NO_COLLECTION };
  if (name === '$out') {
    const target = readOut(specification, source);
    return { coll: target.collection, db: target.database };
  }
  if (name === '$group') return encodeField(optimizedGroup(decodeField(specification) as ValueMap));
  if (name !== '$merge') return specification;
  const { into, on = ['_id'], whenMatched, whenNotMatched, variables } = readMerge(specification, source);
  return {
    into: { db: into.database, coll: into.collection },
    on: on.length === 1 ? on[0] : on,
    let: variables,
    whenMatched,
    whenNotMatched,
  };
}

interface Measures {
  nReturned: number;
  /** Until the stage gave its last row. */
  executionTimeMillis: number;
}

function measured(measures: Measures | undefined): ReplyDocument | undefined {
  return (
    measures && {
      nReturned: BigInt(measures.nReturned),
      executionTimeMillisEstimate: BigInt(measures.executionTimeMillis),
    }
  );
}

async function measure(
  context: CommandContext,
  prepared: PreparedAggregation,
  pace: Pace,
): Promise<Measures[]> {
  const given = prepared.pipeline.stages.map(() => ({ nReturned: 0, executionTimeMillis: 0 }));
  const started = performance.now();
  const watch = (place: number, rows: number): void => {
    const measures = given[place]!;
    measures.nReturned += rows;
    measures.executionTimeMillis = Math.round(performance.now() - started);
  };
  const documents = runAggregation(context, prepared, pace, watch)[Symbol.asyncIterator]();
  while (!(await documents.next()).done);
  return given;
}
