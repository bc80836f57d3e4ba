import { CommandError } from '../bson/command-error.ts';
import type { Command } from './command.ts';
import type { CommonFields } from './fields.ts';

/**
 * MongoDB's stable API has one version.
 * @throws CommandError 322 for another, 323 for a command that is not in it, 72 for options without a version
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
}
