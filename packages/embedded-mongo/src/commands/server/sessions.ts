import { randomUUID } from 'node:crypto';
import { CommandError } from '../../bson/command-error.ts';
import { uuidField } from '../../bson/uuid-field.ts';
import { SESSION_TIMEOUT_MINUTES } from '../../session/sessions.ts';
import { sessionIdOf } from '../../session/statement.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { readFields, wrongType } from '../fields.ts';
import { BSON_TYPE, rawFields } from '../../storage/raw-fields.ts';

/** The documents of the list that the command has beside its name. */
function entriesOf({ target, command }: CommandContext): Buffer[] {
  if (target.type !== BSON_TYPE.array) throw wrongType(`${command}.${command}`, target.type, 'array');
  return [...rawFields(target.bytes)].map(([position, { type, bytes }]) => {
    if (type !== BSON_TYPE.document) throw wrongType(`${command}.${command}.${position}`, type, 'object');
    return bytes;
  });
}

/** The sessions that the command names, in hexadecimal. */
function sessionsOf(context: CommandContext): string[] {
  return entriesOf(context).map(sessionIdOf);
}

/** Waits until no statement of the session's transaction runs, so that nothing is taken from under it. */
async function atRest({ engine, operation }: CommandContext, id: string): Promise<void> {
  const session = engine.sessions.find(id);
  for (let other = session?.statement; other; other = session?.statement) {
    // oxlint-disable-next-line no-await-in-loop
    await operation.wait(other.ended);
  }
}

export const sessionCommands = [
  defineCommand({
    names: ['startSession'],
    fields: {},
    run: ({ engine }) => {
      const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
      engine.sessions.use(uuid.toString('hex'));
      return { id: { id: uuidField(uuid) }, timeoutMinutes: SESSION_TIMEOUT_MINUTES };
    },
  }),
  defineCommand({
    names: ['endSessions'],
    fields: {},
    stable: true,
    run: async (context) => {
      const ids = sessionsOf(context);
      for (const id of ids) await atRest(context, id);
      await context.engine.endSessions(ids);
      return {};
    },
  }),
  defineCommand({
    names: ['refreshSessions'],
    fields: {},
    stable: true,
    run: (context) => {
      for (const id of sessionsOf(context)) context.engine.sessions.use(id);
      return {};
    },
  }),
  defineCommand({
    names: ['killSessions', 'killAllSessions', 'killAllSessionsByPattern'],
    fields: {},
    stable: false,
    run: async (context) => {
      const { engine } = context;
      const ids = sessionsToKill(context);
      engine.cursors.killOf(({ session }) => session !== undefined && ids.includes(session));
      for (const id of ids) {
        for (const each of engine.sessions.find(id)?.operations ?? []) {
          if (each !== context.operation) each.kill();
        }
        await atRest(context, id);
        if (id !== context.session?.id) await engine.endSessions([id]);
      }
      return {};
    },
  }),
];

const USER_FIELDS = { user: 'string!', db: 'string!' } as const;

/**
 * The sessions that are to end: those that are named, or all.
 * @throws CommandError 14, 40414, 40415, 238 for a pattern
 */
function sessionsToKill(context: CommandContext): string[] {
  const { command, engine } = context;
  const entries = entriesOf(context);
  if (entries.length === 0) return [...engine.sessions.all()].map(({ id }) => id);
  if (command === 'killSessions') return sessionsOf(context);
  if (command === 'killAllSessionsByPattern') {
    throw new CommandError(238, 'Patterns of sessions are not supported here: name them in killSessions');
  }
  // There are no users, so that no session is theirs.
  for (const entry of entries) readFields(command, entry, USER_FIELDS);
  return [];
}
