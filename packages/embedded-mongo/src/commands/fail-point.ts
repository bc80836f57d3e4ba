import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../bson/command-error.ts';
import { rawFields, type RawField } from '../storage/raw-fields.ts';
import type { ClientConnection } from '../wire/connection.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { numberOf, readFields } from './fields.ts';

/** The fault that tests of drivers have the server make: MongoDB's `failCommand`. */
interface FailPoint {
  skip: number;
  /** Undefined for every time. */
  times: number | undefined;
  commands: ReadonlySet<string>;
  applicationName: string | undefined;
  namespace: string | undefined;
  closeConnection: boolean;
  blockMs: number;
  errorCode: number | undefined;
  errorLabels: readonly string[] | undefined;
  writeConcernError: Buffer | undefined;
}

/** What a failing command does. */
export interface Failure {
  closeConnection: boolean;
  error: CommandError | undefined;
  /** Added to the reply of a command that goes on. */
  addition: ReplyDocument;
}

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

const DATA_FIELDS = {
  failCommands: 'value',
  appName: 'string',
  namespace: 'string',
  closeConnection: 'boolean',
  blockConnection: 'boolean',
  blockTimeMS: 'integer',
  errorCode: 'integer',
  errorLabels: 'value',
  writeConcernError: 'document',
  failInternalCommands: 'ignored',
  errorExtraInfo: 'ignored',
} as const;

/** The one fail point there is. */
export class FailPoints {
  #failCommand: FailPoint | undefined;

  /** @throws CommandError 2 for a mode that is none */
  configure(mode: RawField, data: Buffer | undefined): void {
    const fields = readFields('configureFailPoint.data', data ?? Buffer.from([5, 0, 0, 0, 0]), DATA_FIELDS);
    const word = mode.bytes.utf8Slice(4, mode.bytes.length - 1);
    if (word === 'off') {
      this.#failCommand = undefined;
      return;
    }
    const counts =
      word === 'alwaysOn' ? undefined : readFields('mode', mode.bytes, { times: 'integer', skip: 'integer' });
    this.#failCommand = {
      skip: counts?.skip ?? 0,
      times: counts?.times,
      commands: new Set(strings(fields.failCommands)),
      applicationName: fields.appName,
      namespace: fields.namespace,
      closeConnection: fields.closeConnection ?? false,
      blockMs: fields.blockConnection ? (fields.blockTimeMS ?? 0) : 0,
      errorCode: fields.errorCode,
      errorLabels: fields.errorLabels && strings(fields.errorLabels),
      writeConcernError: fields.writeConcernError,
    };
  }

  /** Makes the command fail if it is its turn. `retryable`: it carries a transaction number. */
  async meet(
    command: string,
    namespace: string,
    client: ClientConnection,
    retryable: boolean,
  ): Promise<Failure | undefined> {
    const point = this.#failCommand;
    if (!point?.commands.has(command)) return undefined;
    if (point.applicationName !== undefined && point.applicationName !== client.applicationName)
      return undefined;
    if (point.namespace !== undefined && point.namespace !== namespace) return undefined;
    if (point.skip > 0) {
      point.skip -= 1;
      return undefined;
    }
    if (point.times !== undefined) {
      point.times -= 1;
      if (point.times <= 0) this.#failCommand = undefined;
      if (point.times < 0) return undefined;
    }
    if (point.blockMs > 0) await delay(point.blockMs);
    return failure(point, retryable);
  }
}

function failure(point: FailPoint, retryable: boolean): Failure {
  const concern = point.writeConcernError;
  const code = concern ? codeOf(concern) : point.errorCode;
  const labels =
    point.errorLabels ?? (retryable && RETRYABLE.has(code ?? 0) ? ['RetryableWriteError'] : undefined);
  return {
    closeConnection: point.closeConnection,
    error:
      point.errorCode === undefined
        ? undefined
        : new CommandError(point.errorCode, "Failing command via 'failCommand' failpoint", {
            ...(labels && { errorLabels: labels }),
          }),
    addition: concern ? { writeConcernError: concern, errorLabels: labels } : {},
  };
}

function codeOf(document: Buffer): number | undefined {
  for (const [name, field] of rawFields(document)) if (name === 'code') return numberOf(field);
  return undefined;
}

function strings(array: RawField | undefined): string[] {
  if (!array) return [];
  return [...rawFields(array.bytes)].map(([, { bytes }]) => bytes.utf8Slice(4, bytes.length - 1));
}
