import { Pace } from '../session/cursors.ts';
import { EMPTY_DOCUMENT } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import type { CommandContext } from './command.ts';
import { explainSearch, type Verbosity } from './explain-search.ts';
import type { Fields } from './fields.ts';
import {
  prepareAggregation,
  runAggregation,
  stagesOf,
  type AGGREGATE_FIELDS,
  type PreparedAggregation,
} from './prepare-aggregation.ts';

/** A pipeline explained: the search that it begins with, and what each of the other stages gives. Nothing is written. */
export async function explainPipeline(
  context: CommandContext,
  fields: Fields<typeof AGGREGATE_FIELDS>,
  verbosity: Verbosity,
): Promise<ReplyDocument> {
  const pace = new Pace(context.operation);
  const prepared = prepareAggregation(context, fields, pace);
  const { pipeline, collection, query, namespace } = prepared;
  const { filter = EMPTY_DOCUMENT, sort } = pipeline.find;
  const search = pipeline.standsAlone
    ? undefined
    : await explainSearch(context, collection, namespace, { query, filter, sort }, verbosity);
  if (search && pipeline.stages.length === 0) return search;
  let given: number[] | undefined;
  if (verbosity !== 'queryPlanner') {
    const stages = stagesOf(fields.pipeline);
    const reading = pipeline.output
      ? prepareAggregation(context, fields, pace, stages.slice(0, -1))
      : prepared;
    given = await countRows(context, reading, pace);
  }
  return {
    stages: [
      ...(search ? [{ $cursor: search }] : []),
      ...pipeline.stages.map(({ name, specification }, place) => ({
        [name]: specification,
        ...(given && { nReturned: BigInt(given[place] ?? 0) }),
      })),
    ],
  };
}

async function countRows(
  context: CommandContext,
  prepared: PreparedAggregation,
  pace: Pace,
): Promise<number[]> {
  const given = prepared.pipeline.stages.map(() => 0);
  const watch = (place: number, rows: number): void => {
    given[place] = given[place]! + rows;
  };
  const documents = runAggregation(context, prepared, pace, watch)[Symbol.asyncIterator]();
  while (!(await documents.next()).done);
  return given;
}
