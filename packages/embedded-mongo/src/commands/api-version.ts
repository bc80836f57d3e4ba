import { CommandError } from '../bson/command-error.ts';
import { rawFields } from '../storage/raw-fields.ts';
import type { Command } from './command.ts';
import type { CommonFields } from './fields.ts';

/** Stages that tell of the server, which another version may tell otherwise. */
const UNSTABLE_STAGES = new Set([
  '$collStats',
  '$currentOp',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
]);

/**
 * MongoDB's stable API has one version.
 * @throws CommandError 322 for another and for options without a version, 323 for a command that is not in it,
 *   324 for one that is deprecated in it
 */
export function assertApiVersion(name: string, command: Command, common: CommonFields): void {
  const { apiVersion, apiStrict, apiDeprecationErrors } = common;
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw new CommandError(322, 'Provided apiStrict or apiDeprecationErrors without passing apiVersion');
  }
  if (apiVersion !== '1') throw new CommandError(322, 'API version must be "1"');
  if (apiStrict && !command.stable) {
    throw new CommandError(323, `Provided apiStrict:true, but the command ${name} is not in API Version 1`);
  }
  if (apiDeprecationErrors && command.deprecated) {
    throw new CommandError(
      324,
      `Provided apiDeprecationErrors:true, but the command ${name} is deprecated in API Version 1`,
    );
  }
}

/** @throws CommandError 323 for a stage that is not in the stable API, when the request keeps to that */
export function assertStableStages({ apiStrict }: CommonFields, stages: readonly Buffer[]): void {
  if (!apiStrict) return;
  for (const stage of stages) {
    const name = rawFields(stage).next().value?.[0];
    if (name !== undefined && UNSTABLE_STAGES.has(name)) {
      throw new CommandError(323, `stage ${name} is not allowed with 'apiStrict: true' in API Version 1`);
    }
  }
}
