import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../../bson/command-error.ts';
import { BSON_TYPE, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { connectionName } from './client-metadata.ts';
import { errorLabels } from '../error-labels.ts';
import { numberOf, readFields, textOf, type CommonFields } from '../fields.ts';

/** The fault that tests of drivers have the server make: MongoDB's `failCommand`. */
interface FailPoint {
  skip: number;
  /** Undefined for every time. */
  times: number | undefined;
  commands: ReadonlySet<string>;
  applicationName: string | undefined;
  connectionName: string | undefined;
  namespace: string | undefined;
  closeConnection: boolean;
  blockMs: number;
  errorCode: number | undefined;
  errorMessage: string;
  /** Added to the error. */
  errorFields: Buffer | undefined;
  errorLabels: readonly string[] | undefined;
  writeConcernError: Buffer | undefined;
}

interface FailingRequest {
  /** The name that it was sent by. */
  name: string;
  /** All names of the command. */
  command: { readonly names: readonly string[]; readonly writes?: boolean };
  common: CommonFields;
}

interface ConnectedClient {
  readonly id: number;
  readonly applicationName: string | undefined;
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
  threadName: 'string',
  namespace: 'string',
  closeConnection: 'boolean',
  blockConnection: 'boolean',
  blockTimeMS: 'integer',
  errorCode: 'integer',
  errorMsg: 'string',
  errorExtraInfo: 'document',
  errorLabels: 'value',
  writeConcernError: 'document',
  failInternalCommands: 'ignored',
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
  #met = { failCommand: 0, onPrimaryTransactionalWrite: 0 };

  /**
   * Returns how often it was met so far.
   * @throws CommandError 266 for a fail point that there is not
   */
  configureNamed(name: string, mode: RawField, data: Buffer | undefined): number {
    if (name === 'failCommand') this.#configureCommands(mode, data);
    else if (name === 'onPrimaryTransactionalWrite') this.#configureWrites(mode, data);
    else throw new CommandError(266, `there is no fail point ${name} here`);
    return this.#met[name];
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

  #configureCommands(mode: RawField, data: Buffer | undefined): void {
    const counts = countsOf(mode);
    const fields = readFields('configureFailPoint.data', data ?? NO_DATA, DATA_FIELDS);
    this.#failCommand = counts && {
      ...counts,
      commands: new Set(strings(fields.failCommands)),
      applicationName: fields.appName,
      connectionName: fields.threadName,
      namespace: fields.namespace,
      closeConnection: fields.closeConnection ?? false,
      blockMs: fields.blockConnection ? (fields.blockTimeMS ?? 0) : 0,
      errorCode: fields.errorCode,
      errorMessage: fields.errorMsg ?? "Failing command via 'failCommand' failpoint",
      errorFields: fields.errorExtraInfo,
      errorLabels: fields.errorLabels && strings(fields.errorLabels),
      writeConcernError: fields.writeConcernError,
    };
  }

  /** Is the connection to be closed on a command that MongoDB has and this server does not? */
  closesOn(name: string, client: ConnectedClient): boolean {
    const point = this.#failCommand;
    if (!point?.closeConnection || !point.commands.has(name)) return false;
    return isMeant(point, client, client.applicationName) && isTurn(point);
  }

  /** Makes the command fail, by whichever of its names it is to, if it is its turn. */
  async meet(
    { name, command, common }: FailingRequest,
    namespace: string,
    client: ConnectedClient,
    applicationName: string | undefined,
  ): Promise<Failure | undefined> {
    const write = this.#retryableWrite;
    const { txnNumber, autocommit } = common;
    const retryable = txnNumber !== undefined && autocommit === undefined;
    const again = write?.failed === txnNumber && write?.failBeforeCommitExceptionCode === undefined;
    if (write && retryable && !again && isTurn(write)) {
      write.failed = txnNumber;
      this.#met.onPrimaryTransactionalWrite += 1;
      return writeFailure(write);
    }
    const point = this.#failCommand;
    if (!point || !concerns(point, command)) return undefined;
    if (point.applicationName !== undefined && point.applicationName !== applicationName) return undefined;
    if (point.connectionName !== undefined && point.connectionName !== connectionName(client))
      return undefined;
    if (point.namespace !== undefined && point.namespace !== namespace) return undefined;
    if (!isTurn(point)) return undefined;
    this.#met.failCommand += 1;
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

function isMeant(point: FailPoint, client: ConnectedClient, applicationName: string | undefined): boolean {
  return (
    (point.applicationName ?? applicationName) === applicationName &&
    (point.connectionName === undefined || point.connectionName === connectionName(client))
  );
}

/** Only what writes has a write concern that may fail, and no fault keeps a fault from being taken back. */
function concerns(point: FailPoint, { names, writes }: FailingRequest['command']): boolean {
  if (names.includes('configureFailPoint') || !names.some((each) => point.commands.has(each))) return false;
  const concernOnly = point.writeConcernError && point.errorCode === undefined && !point.closeConnection;
  return writes === true || !concernOnly;
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
        : new CommandError(point.errorCode, point.errorMessage, {
            ...(point.errorFields && Object.fromEntries(rawFields(point.errorFields))),
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
