import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { VERSION } from './handshake.ts';
import { openFields, readFields, textOf } from './fields.ts';

/** What `getParameter` tells; there is nothing to set. */
function parameters({ engine }: CommandContext): Record<string, ReplyDocument[string]> {
  return {
    featureCompatibilityVersion: { version: VERSION.split('.').slice(0, 2).join('.') },
    enableTestCommands: engine.enableTestCommands,
    authenticationMechanisms: [],
    requireApiVersion: false,
    transactionLifetimeLimitSeconds: 60,
    maxBSONDepth: 200,
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
      const [first] = openFields(context.command, fields);
      if (!first) throw new CommandError(72, 'no option found to set');
      const isKnown = Object.hasOwn(parameters(context), first[0]);
      throw new CommandError(
        72,
        isKnown
          ? `not allowed to change [${first[0]}] at runtime`
          : `attempted to set unrecognized parameter [${first[0]}]`,
      );
    },
  }),
];
