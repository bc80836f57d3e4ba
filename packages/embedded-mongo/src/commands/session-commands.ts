import { randomUUID } from 'node:crypto';
import { SESSION_TIMEOUT_MINUTES } from '../session/sessions.ts';
import { sessionIdOf } from '../session/statement.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { wrongType } from './fields.ts';
import { rawFields } from '../storage/raw-fields.ts';

/** The sessions that the command names, in hexadecimal. */
function sessionsOf({ target, command }: CommandContext): string[] {
  if (target.type !== BSON_TYPE.array) throw wrongType(`${command}.${command}`, target.type, 'array');
  return [...rawFields(target.bytes)].map(([position, { type, bytes }]) => {
    if (type !== BSON_TYPE.document) throw wrongType(`${command}.${command}.${position}`, type, 'object');
    return sessionIdOf(bytes);
  });
}

export const sessionCommands = [
  defineCommand({
    names: ['startSession'],
    fields: {},
    run: () => {
      const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
      const id = { type: BSON_TYPE.binary, bytes: Buffer.concat([Buffer.from([16, 0, 0, 0, 4]), uuid]) };
      return { id: { id }, timeoutMinutes: SESSION_TIMEOUT_MINUTES };
    },
  }),
  defineCommand({
    names: ['endSessions'],
    fields: {},
    stable: true,
    run: async (context) => {
      const ids = sessionsOf(context);
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
      const named = sessionsOfKill(context);
      const ids = named.length > 0 ? named : [...engine.sessions.all()].map(({ id }) => id);
      engine.cursors.killOf(({ session }) => session !== undefined && ids.includes(session));
      for (const id of ids) if (id !== context.session?.id) await engine.endSessions([id]);
      return {};
    },
  }),
];

function sessionsOfKill(context: CommandContext): string[] {
  return context.command === 'killSessions' ? sessionsOf(context) : [];
}
