import { availableParallelism, cpus, hostname, machine, release, totalmem, type, version } from 'node:os';
import { CommandError } from '../../bson/command-error.ts';
import { SESSION_TIMEOUT_MINUTES } from '../../session/sessions.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { applicationNameIn } from './client-metadata.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { STORAGE_ENGINE } from '../definitions/storage-engine.ts';

/** The release of MongoDB whose answers these are. */
export const VERSION = '8.0.4';
/** In place of the revision that a server is made of. */
export const GIT_VERSION = 'embedded-mongo';
/** The wire protocol of MongoDB 8.0. */
const MAX_WIRE_VERSION = 25;
export const REPLICA_SET = 'embedded';
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const MAX_BATCH = 100_000;
const MAX_MESSAGE_BYTES = 48_000_000;
/** Electors compare it; with one member any that stays will do. */
const ELECTION_ID = { type: 7, bytes: Buffer.from('7fffffff0000000000000001', 'hex') };

const HELLO_FIELDS = {
  helloOk: 'boolean',
  client: 'document',
  compression: 'ignored',
  saslSupportedMechs: 'ignored',
  speculativeAuthenticate: 'ignored',
  loadBalanced: 'ignored',
  topologyVersion: 'ignored',
  maxAwaitTimeMS: 'ignored',
  hostInfo: 'ignored',
  backpressure: 'ignored',
} as const;

function memberFields({ engine, client }: CommandContext): ReplyDocument {
  const now = new Date();
  return {
    setName: REPLICA_SET,
    setVersion: 1,
    secondary: false,
    primary: engine.address,
    hosts: [engine.address],
    me: engine.address,
    electionId: ELECTION_ID,
    lastWrite: { lastWriteDate: now, majorityWriteDate: now },
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_BATCH,
    localTime: now,
    logicalSessionTimeoutMinutes: SESSION_TIMEOUT_MINUTES,
    connectionId: client.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}

/** @throws CommandError 186 when it has been said before who the client is */
function rememberClient({ client }: CommandContext, metadata: Buffer | undefined): void {
  if (!metadata) return;
  if (client.introduced) {
    throw new CommandError(186, 'The client metadata document may only be sent in the first hello');
  }
  client.introduced = true;
  client.applicationName = applicationNameIn(metadata);
}

export const handshakeCommands = [
  defineCommand({
    names: ['hello'],
    fields: HELLO_FIELDS,
    open: true,
    stable: true,
    run: (context, { client, helloOk }) => {
      rememberClient(context, client);
      return { ...(helloOk && { helloOk }), isWritablePrimary: true, ...memberFields(context) };
    },
  }),
  defineCommand({
    names: ['isMaster', 'ismaster'],
    fields: HELLO_FIELDS,
    open: true,
    run: (context, { client, helloOk }) => {
      rememberClient(context, client);
      return { ...(helloOk && { helloOk }), ismaster: true, ...memberFields(context) };
    },
  }),
  defineCommand({ names: ['whatsmyuri'], fields: {}, run: ({ client }) => ({ you: client.address }) }),
  defineCommand({ names: ['ping'], fields: {}, open: true, stable: true, run: () => ({}) }),
  defineCommand({
    names: ['buildInfo', 'buildinfo'],
    fields: {},
    run: () => ({
      version: VERSION,
      versionArray: [...VERSION.split('.').map(Number), 0],
      gitVersion: GIT_VERSION,
      modules: [],
      storageEngines: [STORAGE_ENGINE],
      bits: 64,
      debug: false,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    }),
  }),
  defineCommand({
    names: ['hostInfo'],
    fields: {},
    run: () => ({
      system: {
        currentTime: new Date(),
        hostname: hostname(),
        cpuAddrSize: 64,
        memSizeMB: Math.floor(totalmem() / 1024 / 1024),
        numCores: cpus().length,
        numCoresAvailableToProcess: availableParallelism(),
        cpuArch: machine(),
        numaEnabled: false,
      },
      os: { type: type(), name: version(), version: release() },
      extra: {},
    }),
  }),
  defineCommand({
    names: ['connectionStatus'],
    fields: { showPrivileges: 'boolean' },
    stable: true,
    run: (_context, { showPrivileges = false }) => ({
      authInfo: {
        authenticatedUsers: [],
        authenticatedUserRoles: [],
        ...(showPrivileges && { authenticatedUserPrivileges: [] }),
      },
    }),
  }),
];
