import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { errorLabels } from './error-labels.ts';
import { numberOf, readFields, textOf, type CommonFields } from './fields.ts';

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

interface FailingRequest {
  /** The name that it was sent by. */
  name: string;
  /** All names of the command. */
  command: { readonly names: readonly string[] };
  common: CommonFields;
}

/** What a failing command does. */
export interface Failure {
  closeConnection: boolean;
  /** The command does what it should, and its answer is lost. */
  closeAfterwards: boolean;
  error: CommandError | undefined;
  /** Added to the reply of a command that goes on. */
  addition: ReplyDocument;
}

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

/** The fault that tests of retryable writes have the server make: MongoDB's `onPrimaryTransactionalWrite`. */
interface WriteFailPoint {
  skip: number;
  times: number | undefined;
  closeConnection: boolean;
  /** With it nothing is written. */
  failBeforeCommitExceptionCode: number | undefined;
  /** The transaction number it last failed: the retry of a write that was done does nothing more. */
  failed: number | undefined;
}

const WRITE_DATA_FIELDS = { closeConnection: 'boolean', failBeforeCommitExceptionCode: 'integer' } as const;
const NO_DATA = Buffer.from([5, 0, 0, 0, 0]);

/** The fail points there are. */
export class FailPoints {
  #failCommand: FailPoint | undefined;
  #retryableWrite: WriteFailPoint | undefined;

  /** @throws CommandError 266 for a fail point that there is not */
  configureNamed(name: string, mode: RawField, data: Buffer | undefined): void {
    if (name === 'failCommand') this.configure(mode, data);
    else if (name === 'onPrimaryTransactionalWrite') this.#configureWrites(mode, data);
    else throw new CommandError(266, `there is no fail point ${name} here`);
  }

  #configureWrites(mode: RawField, data: Buffer | undefined): void {
    const counts = countsOf(mode);
    const fields = readFields('configureFailPoint.data', data ?? NO_DATA, WRITE_DATA_FIELDS);
    const { closeConnection = true, failBeforeCommitExceptionCode } = fields;
    this.#retryableWrite = counts && {
      ...counts,
      closeConnection,
      failBeforeCommitExceptionCode,
      failed: undefined,
    };
  }

  configure(mode: RawField, data: Buffer | undefined): void {
    const counts = countsOf(mode);
    const fields = readFields('configureFailPoint.data', data ?? NO_DATA, DATA_FIELDS);
    this.#failCommand = counts && {
      ...counts,
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

  /** Makes the command fail, by whichever of its names it is to, if it is its turn. */
  async meet(
    { name, command, common }: FailingRequest,
    namespace: string,
    applicationName: string | undefined,
  ): Promise<Failure | undefined> {
    const write = this.#retryableWrite;
    const { txnNumber, autocommit } = common;
    const retryable = txnNumber !== undefined && autocommit === undefined;
    const again = write?.failed === txnNumber && write?.failBeforeCommitExceptionCode === undefined;
    if (write && retryable && !again && isTurn(write)) {
      write.failed = txnNumber;
      return writeFailure(write);
    }
    const point = this.#failCommand;
    if (!point || !command.names.some((each) => point.commands.has(each))) return undefined;
    if (point.applicationName !== undefined && point.applicationName !== applicationName) return undefined;
    if (point.namespace !== undefined && point.namespace !== namespace) return undefined;
    if (!isTurn(point)) return undefined;
    if (point.blockMs > 0) await delay(point.blockMs);
    return failure(point, name, common);
  }
}

/** Undefined when it is to be off. @throws CommandError 2 for a mode that is none */
function countsOf(mode: RawField): { skip: number; times: number | undefined } | undefined {
  if (mode.type === BSON_TYPE.document) {
    const { times, skip = 0 } = readFields('mode', mode.bytes, { times: 'integer', skip: 'integer' });
    return { times, skip };
  }
  const word = mode.type === BSON_TYPE.string ? textOf(mode) : undefined;
  if (word === 'off') return undefined;
  if (word === 'alwaysOn') return { times: undefined, skip: 0 };
  throw new CommandError(2, 'unknown mode of a fail point');
}

function isTurn(point: { skip: number; times: number | undefined }): boolean {
  if (point.skip > 0) {
    point.skip -= 1;
    return false;
  }
  if (point.times === undefined) return true;
  point.times -= 1;
  return point.times >= 0;
}

function writeFailure({ closeConnection, failBeforeCommitExceptionCode: code }: WriteFailPoint): Failure {
  const message = 'Failing write due to failpoint. The write must not be reflected.';
  return {
    closeConnection: closeConnection && code !== undefined,
    closeAfterwards: closeConnection,
    error: code === undefined ? undefined : new CommandError(code, message),
    addition: {},
  };
}

function failure(point: FailPoint, command: string, common: CommonFields): Failure {
  const concern = point.writeConcernError;
  const concernOnly = point.errorCode === undefined;
  const code = point.errorCode ?? (concern && codeOf(concern));
  const labels = point.errorLabels ?? errorLabels(code, command, common, concernOnly);
  return {
    closeConnection: point.closeConnection,
    closeAfterwards: false,
    error:
      point.errorCode === undefined
        ? undefined
        : new CommandError(point.errorCode, "Failing command via 'failCommand' failpoint", {
            ...(labels.length > 0 && { errorLabels: labels }),
            ...(point.errorLabels?.length === 0 && { errorLabels: undefined }),
          }),
    addition: concern
      ? { writeConcernError: concern, ...(labels.length > 0 && { errorLabels: labels }) }
      : {},
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
