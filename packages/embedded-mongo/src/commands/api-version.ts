import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { readHint } from '../planner/hint.ts';
import type { Command, CommandContext } from './command.ts';
import { isTruthy, textOf, type CommonFields } from './fields.ts';
import { findCollection, namespaceOf } from './namespace.ts';

/** Stages that tell of the server, which another version may tell otherwise, and one for its parts among themselves. */
const UNSTABLE_STAGES = new Set([
  '$currentOp',
  '$indexStats',
  '$listClusterCatalog',
  '$listLocalSessions',
  '$listSessions',
  '$mergeCursors',
  '$planCacheStats',
]);

/**
 * MongoDB's stable API has one version.
 * @throws CommandError 322 for another, 4886600 for options without a version, 323 for what is not in it,
 *   324 for a command that is deprecated in it
 */
export function assertApiVersion(name: string, command: Command, common: CommonFields): void {
  const { apiVersion, apiStrict, apiDeprecationErrors } = common;
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw new CommandError(
      4_886_600,
      'Provided apiStrict or apiDeprecationErrors without passing apiVersion',
    );
  }
  if (apiVersion !== '1') throw new CommandError(322, 'API version must be "1"');
  if (apiStrict && !command.stable) {
    throw new CommandError(
      323,
      `Provided apiStrict:true, but the command ${name} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://dochub.mongodb.org/core/manual-versioned-api`,
    );
  }
  if (apiDeprecationErrors && command.deprecated) {
    throw new CommandError(
      324,
      `Provided apiDeprecationErrors:true, but the command ${name} is deprecated in API Version 1`,
    );
  }
}

/** @throws CommandError 323 for a field or a collection that is not in the stable API, when it is taken strictly */
export function assertStableUse(
  name: string,
  command: Command,
  target: RawField,
  fields: CommonFields & Readonly<Record<string, unknown>>,
): void {
  if (!fields.apiStrict) return;
  const unstable = command.unstable?.find((each) => fields[each] !== undefined);
  if (unstable !== undefined) {
    throw new CommandError(
      323,
      `BSON field '${name}.${unstable}' is not allowed with apiStrict:true in API Version 1`,
    );
  }
  if (command.retryable && target.type === BSON_TYPE.string && textOf(target) === 'system.js') {
    throw new CommandError(
      323,
      `Provided apiStrict:true, but the command ${name} attempts to write to system.js`,
    );
  }
}

/** @throws CommandError 323 for an index that is not in the stable API, when the request keeps to that */
export function assertStableIndex({ apiStrict }: CommonFields, specification: Buffer): void {
  if (!apiStrict) return;
  const { key, sparse } = Object.fromEntries(rawFields(specification));
  const isText =
    key?.type === BSON_TYPE.document && [...rawFields(key.bytes)].some(([, kind]) => isWord(kind));
  if (isText || (sparse && isTruthy(sparse))) {
    throw new CommandError(323, 'The index is not allowed in API version 1: it is sparse or of text');
  }
}

/** @throws CommandError 2 for a hint at an index that is not in the stable API, when the request keeps to that */
export function assertStableHint(context: CommandContext, hint: RawField | undefined): void {
  if (!context.common.apiStrict || !hint || context.target.type !== BSON_TYPE.string) return;
  const collection = findCollection(context, namespaceOf(context));
  const read = collection && readHint(collection, hint);
  if (read?.kind === 'index' && read.index.definition.sparse) {
    throw new CommandError(2, 'hint provided is of a sparse index, which is not in API version 1');
  }
}

function isWord(field: RawField): boolean {
  return field.type === BSON_TYPE.string && textOf(field) === 'text';
}

/** @throws CommandError 323 for a stage that is not in the stable API, when the request keeps to that */
export function assertStableStages({ apiStrict }: CommonFields, stages: Iterable<Buffer>): void {
  if (!apiStrict) return;
  for (const stage of stages) {
    const [name, specification] = rawFields(stage).next().value ?? [];
    if (name === undefined || specification === undefined) continue;
    if (UNSTABLE_STAGES.has(name) || (name === '$collStats' && !onlyCounts(specification))) {
      throw new CommandError(323, `stage ${name} is not allowed with 'apiStrict: true' in API Version 1`);
    }
    for (const pipeline of innerPipelines(name, specification)) {
      assertStableStages({ apiStrict }, stagesIn(pipeline));
    }
  }
}

/** Drivers count the documents of a collection so. */
function onlyCounts({ type, bytes }: RawField): boolean {
  return type === BSON_TYPE.document && [...rawFields(bytes)].every(([name]) => name === 'count');
}

function innerPipelines(stage: string, { type, bytes }: RawField): RawField[] {
  if (type !== BSON_TYPE.document) return [];
  const arrays = [...rawFields(bytes)].filter(([, field]) => field.type === BSON_TYPE.array);
  return arrays.filter(([name]) => stage === '$facet' || name === 'pipeline').map(([, field]) => field);
}

function* stagesIn({ bytes }: RawField): Generator<Buffer, void, void> {
  for (const [, stage] of rawFields(bytes)) if (stage.type === BSON_TYPE.document) yield stage.bytes;
}
