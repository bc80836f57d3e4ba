import { CommandError } from '../../bson/command-error.ts';
import { Pace } from '../../session/cursors.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { answerWithCursor, batchSizeOf } from './cursor-reply.ts';
import { explainPipeline } from '../explaining/explain-pipeline.ts';
import { explanation } from '../explaining/explanation.ts';
import { isNumber, type Fields } from '../fields.ts';
import { namespaceOf } from '../namespace.ts';
import {
  AGGREGATE_FIELDS,
  prepareAggregation,
  runAggregation,
  stagesOf,
  UNSTABLE_FIELDS,
} from './prepare-aggregation.ts';

export const aggregateCommand = defineCommand({
  names: ['aggregate'],
  fields: AGGREGATE_FIELDS,
  inTransaction: true,
  writes: true,
  stable: true,
  unstable: UNSTABLE_FIELDS,
  run: async (context, fields) => {
    // A name that is none is told before a field that lacks.
    if (!isNumber(context.target)) namespaceOf(context);
    if (fields.explain) return explainedByItself(context, fields);
    if (!fields.cursor) {
      // So is a pipeline that is none.
      stagesOf(fields.pipeline);
      throw new CommandError(
        9,
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    }
    const pace = new Pace(context.operation);
    const prepared = prepareAggregation(context, fields, pace);
    return answerWithCursor(context, runAggregation(context, prepared, pace), pace, {
      namespace: prepared.namespace,
      batchSize: batchSizeOf(fields.cursor),
    });
  },
});

/**
 * `explain: true` of the command itself.
 * @throws CommandError 9 with a write concern, as nothing is written, 263 in a transaction
 */
async function explainedByItself(
  context: CommandContext,
  fields: Fields<typeof AGGREGATE_FIELDS>,
): Promise<ReplyDocument> {
  if (context.common.writeConcern) {
    throw new CommandError(9, "Aggregation explain does not support the 'writeConcern' option");
  }
  if (context.transaction) {
    throw new CommandError(263, 'Cannot explain an aggregation in a multi-document transaction.');
  }
  const { pipeline, cursor = {} } = fields;
  const command = { aggregate: context.target, pipeline, cursor };
  return explanation(context, await explainPipeline(context, fields, 'queryPlanner'), command);
}
