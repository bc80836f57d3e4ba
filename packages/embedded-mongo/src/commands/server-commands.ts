import { CommandError } from '../bson/command-error.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import type { ReplyDocument } from '../wire/reply.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { VERSION } from './handshake.ts';
import { textOf } from './fields.ts';

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

export const serverCommands = [
  defineCommand({
    names: ['getParameter'],
    fields: {
      featureCompatibilityVersion: 'boolean',
      enableTestCommands: 'boolean',
      authenticationMechanisms: 'boolean',
      requireApiVersion: 'boolean',
      transactionLifetimeLimitSeconds: 'boolean',
      maxBSONDepth: 'boolean',
      allParameters: 'boolean',
    },
    adminOnly: true,
    run: (context, asked) => {
      const known = parameters(context);
      const all =
        asked.allParameters ?? (context.target.type === BSON_TYPE.string && textOf(context.target) === '*');
      const shown = Object.entries(known).filter(([name]) => all || asked[name as keyof typeof asked]);
      if (shown.length === 0) throw new CommandError(72, 'no option found to get');
      return Object.fromEntries(shown);
    },
  }),
];
