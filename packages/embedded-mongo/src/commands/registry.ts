import { authenticationCommands } from './server/authentication.ts';
import { defineCommand, type Command } from './command.ts';
import { COMMON_FIELDS, type FieldList } from './fields.ts';
import { administrationCommands } from './server/administration.ts';
import { collectionCommands } from './definitions/collections.ts';
import { handshakeCommands } from './server/handshake.ts';
import { indexCommands } from './definitions/indexes.ts';
import { databaseCommands } from './definitions/databases.ts';
import { operationCommands } from './server/operations.ts';
import { readCommands } from './reading/reads.ts';
import { searchIndexCommands } from './definitions/search-indexes.ts';
import { serverCommands } from './server/parameters.ts';
import { sessionCommands } from './server/sessions.ts';
import { statisticsCommands } from './server/statistics.ts';
import { testCommands } from './server/for-tests.ts';
import { transactionCommands } from './server/transactions.ts';
import { writeCommands } from './writing/writes.ts';

interface Entry {
  command: Command;
  /** Of the command, with those that every command takes and its own name. */
  fields: FieldList;
}

/** What a client may ask of a MongoDB with users before it tells who it is. */
const BEFORE_LOGIN: ReadonlySet<string> = new Set([
  'hello',
  'isMaster',
  'ping',
  'buildInfo',
  'connectionStatus',
  'saslStart',
]);

const listCommands = defineCommand({
  names: ['listCommands'],
  fields: {},
  open: true,
  run: ({ engine }) => ({
    commands: Object.fromEntries(
      [...COMMANDS]
        .filter(([, { command }]) => engine.enableTestCommands || !command.forTests)
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, { command }]) => [
          name,
          {
            help: '',
            requiresAuth: !BEFORE_LOGIN.has(command.names[0]),
            secondaryOk: true,
            adminOnly: command.adminOnly ?? false,
          },
        ]),
    ),
  }),
});

const ALL: Command[] = [
  ...handshakeCommands,
  ...authenticationCommands,
  ...collectionCommands,
  ...indexCommands,
  ...readCommands,
  ...writeCommands,
  ...databaseCommands,
  ...sessionCommands,
  ...transactionCommands,
  ...statisticsCommands,
  ...operationCommands,
  ...searchIndexCommands,
  ...serverCommands,
  ...administrationCommands,
  ...testCommands,
  listCommands,
];

/** Every command there is, by its name; what is not here is refused with code 59. */
export const COMMANDS: ReadonlyMap<string, Entry> = new Map(
  ALL.flatMap((command) =>
    command.names.map((name): [string, Entry] => [
      name,
      { command, fields: { ...COMMON_FIELDS, ...command.fields, [name]: 'value!' } },
    ]),
  ),
);
