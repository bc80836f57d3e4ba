import { fail } from '../../bson/command-error.ts';
import { defineCommand } from '../command.ts';

/** How a driver shows who it is when the URI has a name; MongoDB answers so for a user that it does not have. */
export const authenticationCommands = [
  defineCommand({
    names: ['saslStart', 'saslContinue', 'authenticate'],
    fields: {
      mechanism: 'ignored',
      payload: 'ignored',
      options: 'ignored',
      autoAuthorize: 'ignored',
      conversationId: 'ignored',
      user: 'ignored',
      db: 'ignored',
    },
    stable: true,
    run: () =>
      fail(18, 'Authentication failed: there are no users here; leave name and password out of the URI'),
  }),
  // Nobody is logged in, and so it is afterwards.
  defineCommand({ names: ['logout'], fields: {}, run: () => ({}) }),
];
