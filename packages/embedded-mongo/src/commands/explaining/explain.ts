import { fail } from '../../bson/command-error.ts';
import { BSON_TYPE, rawFields } from '../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { explainPipeline } from './explain-pipeline.ts';
import { explainedNamespace, readExplained } from './explain-request.ts';
import { explainSearch, type Verbosity } from './explain-search.ts';
import { explanation } from './explanation.ts';
import { COMMON_FIELDS, readFields, textOf } from '../fields.ts';
import { findCollection } from '../namespace.ts';
import { AGGREGATE_FIELDS } from '../reading/prepare-aggregation.ts';

const VERBOSITIES: ReadonlySet<string> = new Set(['queryPlanner', 'executionStats', 'allPlansExecution']);

/** How a command is answered, and what it looks at. Nothing is written. */
export async function explain(
  context: CommandContext,
  command: Buffer,
  verbosity: string,
): Promise<ReplyDocument> {
  if (!VERBOSITIES.has(verbosity)) {
    fail(2, `Enumeration value '${verbosity}' for field 'explain.verbosity' is not a valid value.`);
  }
  const [first] = rawFields(command);
  if (!first) return fail(59, 'Explain failed due to unknown command');
  const [name, target] = first;
  for (const [field, value] of rawFields(command)) {
    if (field === '$db' && value.type === BSON_TYPE.string && textOf(value) !== context.database) {
      fail(73, `Mismatched $db in explain command. Expected ${context.database} but got ${textOf(value)}`);
    }
  }
  const explained: CommandContext = { ...context, command: name, target };
  const told =
    name === 'aggregate'
      ? await explainAggregate(explained, command, verbosity as Verbosity)
      : await explainOther(explained, command, verbosity as Verbosity);
  return explanation(context, told, command);
}

async function explainAggregate(
  context: CommandContext,
  command: Buffer,
  verbosity: Verbosity,
): Promise<ReplyDocument> {
  const fields = readFields('aggregate', command, {
    ...COMMON_FIELDS,
    ...AGGREGATE_FIELDS,
    aggregate: 'value',
  });
  if (fields.explain) fail(9, "The 'explain' option is illegal when an explain verbosity is also provided");
  if (fields.writeConcern) fail(9, "Aggregation explain does not support the 'writeConcern' option");
  return explainPipeline(context, fields, verbosity);
}

async function explainOther(
  context: CommandContext,
  command: Buffer,
  verbosity: Verbosity,
): Promise<ReplyDocument> {
  const namespace = explainedNamespace(context, command);
  const collection = findCollection(context, namespace);
  const isModify = context.command.toLowerCase() === 'findandmodify';
  const { store } = context.engine;
  if (isModify && !store.collections().some(({ databaseName }) => databaseName === context.database)) {
    fail(26, `database ${context.database} does not exist`);
  }
  const explained = readExplained(context, command, collection);
  return explainSearch(context, collection, namespace, explained, verbosity);
}

export const explainCommand = defineCommand({
  names: ['explain'],
  fields: { verbosity: 'string' },
  stable: true,
  run: (context, { verbosity = 'allPlansExecution' }) => {
    const { type, bytes } = context.target;
    if (type !== BSON_TYPE.document) return fail(14, 'explain command requires a nested object');
    return explain(context, bytes, verbosity);
  },
});
