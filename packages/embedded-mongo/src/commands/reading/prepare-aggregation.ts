import { CommandError } from '../../bson/command-error.ts';
import { Reader } from '../../aggregation/reader.ts';
import { Writer } from '../../aggregation/writer.ts';
import { NO_COLLECTION } from '../../pipeline/context.ts';
import { compilePipeline, type Pipeline } from '../../pipeline/pipeline.ts';
import { DESCRIBING } from '../../pipeline/stage/stages.ts';
import { find, forAll, type Query } from '../../planner/find.ts';
import { Pace, type Documents } from '../../session/cursors.ts';
import type { Collection } from '../../storage/collection.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import { assertStableStages } from '../api-version.ts';
import type { CommandContext } from '../command.ts';
import { readConcernLevel } from '../concerns.ts';
import { isNumber, numberOf, wrongType, type Fields } from '../fields.ts';
import { nothing } from './find.ts';
import { assertUuid, findCollection, namespaceIn, namespaceOf } from '../namespace.ts';
import { textOf } from '../fields.ts';
import { compileQuery, readCollation, readScope } from './query-fields.ts';

export const AGGREGATE_FIELDS = {
  pipeline: 'value!',
  cursor: 'document',
  explain: 'strictBoolean',
  allowDiskUse: 'strictBoolean',
  bypassDocumentValidation: 'boolean',
  collation: 'document',
  hint: 'value',
  let: 'document',
  collectionUUID: 'value',
  exchange: 'value',
  fromMongos: 'value',
  fromRouter: 'value',
  isMapReduceCommand: 'value',
  needsMerge: 'value',
  runtimeConstants: 'value',
  $_requestReshardingResumeToken: 'value',
} as const;

/** What servers ask of each other. */
const AMONG_SERVERS = [
  'exchange',
  'fromMongos',
  'fromRouter',
  'isMapReduceCommand',
  'needsMerge',
  'runtimeConstants',
  '$_requestReshardingResumeToken',
] as const satisfies (keyof typeof AGGREGATE_FIELDS)[];
export const UNSTABLE_FIELDS = ['explain', 'collectionUUID', ...AMONG_SERVERS];

export interface PreparedAggregation {
  pipeline: Pipeline;
  collection: Collection | undefined;
  query: Query;
  namespace: string;
}

/** @throws CommandError 14 when it is no array of documents */
export function stagesOf(pipeline: RawField): Buffer[] {
  if (pipeline.type !== BSON_TYPE.array) {
    throw new CommandError(14, "'pipeline' option must be specified as an array");
  }
  return [...rawFields(pipeline.bytes)].map(([position, stage]) => {
    if (stage.type !== BSON_TYPE.document)
      throw wrongType(`aggregate.pipeline.${position}`, stage.type, 'object');
    return stage.bytes;
  });
}

/** @throws CommandError 263 for a stage that tells of the server */
function assertTransactional(stages: readonly Buffer[]): void {
  for (const stage of stages) {
    const first = rawFields(stage).next().value;
    if (first && DESCRIBING.has(first[0])) {
      throw new CommandError(263, `Stage not supported inside of a multi-document transaction: ${first[0]}`);
    }
  }
}

/** Compiles the pipeline, and plans its beginning as a find. */
export function prepareAggregation(
  context: CommandContext,
  fields: Fields<typeof AGGREGATE_FIELDS>,
  pace: Pace,
): PreparedAggregation {
  const stages = stagesOf(fields.pipeline);
  const { target, database } = context;
  const collectionless = isNumber(target);
  if (collectionless && numberOf(target) !== 1) {
    throw new CommandError(
      9,
      "Invalid command format: the 'aggregate' field must specify a collection name or 1",
    );
  }
  const name = collectionless ? NO_COLLECTION : textOf(target);
  const namespace = collectionless ? namespaceIn(database, name) : namespaceOf(context);
  if (collectionless && fields.collectionUUID) {
    throw new CommandError(4_928_901, 'collectionUUID goes with a collection');
  }
  const strange = AMONG_SERVERS.find((each) => fields[each]);
  if (strange) throw new CommandError(238, `'${strange}' of an aggregation is not supported by this server`);
  assertUuid(context, namespace, fields.collectionUUID);
  const collation = readCollation(fields.collation);
  const scope = readScope({ engine: context.engine, operation: pace }, fields.let, collation);
  assertStableStages(context.common, stages);
  if (context.transaction) assertTransactional(stages);
  const pipeline = compilePipeline(stages, {
    namespace: { database, collection: name },
    scope,
    operation: pace,
    reader: new Reader(context, pace, scope),
    writer: new Writer(context, fields.bypassDocumentValidation ?? false),
  });
  if (pipeline.output && (context.snapshot || readConcernLevel(context.common) === 'linearizable')) {
    throw new CommandError(72, '$out and $merge take neither a linearizable nor a snapshot read concern');
  }
  if (pipeline.output && context.transaction) {
    throw new CommandError(263, 'Cannot run $out or $merge in a multi-document transaction.');
  }
  const collection = pipeline.standsAlone ? undefined : findCollection(context, namespace);
  const query = compileQuery(collection, { ...pipeline.find, hint: fields.hint, collation });
  return { pipeline, collection, query, namespace };
}

export function runAggregation(
  context: CommandContext,
  prepared: PreparedAggregation,
  pace: Pace,
  watch?: Parameters<Pipeline['run']>[1],
): Documents {
  const { pipeline, collection, query } = prepared;
  if (pipeline.standsAlone) return pipeline.run(undefined, watch);
  const { view } = context;
  return pipeline.run(collection ? selected() : nothing(), watch);

  async function* selected(): AsyncGenerator<Buffer[], void, void> {
    for await (const chunk of find(view, collection!, query, forAll(pace))) {
      yield chunk.map(({ document }) => document);
    }
  }
}
