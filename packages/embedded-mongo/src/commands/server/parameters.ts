import { CommandError } from '../../bson/command-error.ts';
import { DEFAULT_FIRST_BATCH } from '../../session/cursors.ts';
import { BSON_TYPE, type RawField } from '../../storage/raw-fields.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { VERSION } from './handshake.ts';
import { isNumber, numberOf, openFields, readFields, textOf, wrongType } from '../fields.ts';

/** The one that can be set. */
const LIFETIME = 'transactionLifetimeLimitSeconds';

/** What `getParameter` tells. */
function parameters({ engine }: CommandContext): Record<string, ReplyDocument[string]> {
  return {
    featureCompatibilityVersion: { version: VERSION.split('.').slice(0, 2).join('.') },
    enableTestCommands: engine.enableTestCommands,
    authenticationMechanisms: [],
    requireApiVersion: false,
    [LIFETIME]: engine.sessions.transactionLifetimeSeconds,
    maxBSONDepth: 200,
    // Plans are explained as those of MongoDB's classic engine.
    internalQueryFrameworkControl: 'forceClassicEngine',
    internalQueryFindCommandBatchSize: DEFAULT_FIRST_BATCH,
  };
}

const DETAILS = { showDetails: 'boolean', allParameters: 'boolean' } as const;

function asksForAll({ target }: CommandContext): boolean {
  if (target.type === BSON_TYPE.string) return textOf(target) === '*';
  return (
    target.type === BSON_TYPE.document &&
    readFields('getParameter', target.bytes, DETAILS).allParameters === true
  );
}

/** @throws CommandError 14 and 2 */
function setTransactionLifetime({ engine: { sessions } }: CommandContext, seconds: RawField): ReplyDocument {
  const name = `setParameter.${LIFETIME}`;
  if (!isNumber(seconds)) throw wrongType(name, seconds.type, 'int');
  const wanted = Math.trunc(numberOf(seconds));
  if (!(wanted >= 1 && wanted < 2 ** 31)) throw new CommandError(2, `${name} has to be at least 1`);
  const was = sessions.transactionLifetimeSeconds;
  sessions.transactionLifetimeSeconds = wanted;
  return { was };
}

export const serverCommands = [
  defineCommand({
    names: ['getParameter'],
    fields: {},
    open: true,
    adminOnly: true,
    run: (context, asked) => {
      const all = asksForAll(context);
      const shown = Object.entries(parameters(context)).filter(([name]) => all || Object.hasOwn(asked, name));
      if (shown.length === 0) throw new CommandError(72, 'no option found to get');
      return Object.fromEntries(shown);
    },
  }),
  defineCommand({
    names: ['setParameter'],
    fields: {},
    open: true,
    adminOnly: true,
    run: (context, fields) => {
      const asked = openFields(context.command, fields);
      if (asked.length === 0) throw new CommandError(72, 'no option found to set');
      for (const [name] of asked) {
        if (name === LIFETIME) continue;
        throw new CommandError(
          72,
          Object.hasOwn(parameters(context), name)
            ? `not allowed to change [${name}] at runtime`
            : `attempted to set unrecognized parameter [${name}]`,
        );
      }
      return setTransactionLifetime(context, asked[0]![1]);
    },
  }),
];
