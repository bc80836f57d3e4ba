import { CommandError } from '../../bson/command-error.ts';
import { noSuchTransaction, runningTransaction } from '../../session/statement.ts';
import { abort, type Session } from '../../session/sessions.ts';
import { isCommitted, recordCommit } from '../../storage/retry-records.ts';
import { defineCommand, type CommandContext } from '../command.ts';

/** @throws CommandError 263 outside of a transaction */
function transactionOf({ session, common, command }: CommandContext): { session: Session; number: number } {
  if (!session || common.txnNumber === undefined || common.autocommit !== false) {
    throw new CommandError(263, `${command} must be run within a transaction`);
  }
  return { session, number: common.txnNumber };
}

export const transactionCommands = [
  defineCommand({
    names: ['commitTransaction'],
    fields: { recoveryToken: 'ignored' },
    adminOnly: true,
    writes: true,
    stable: true,
    run: async (context) => {
      const { session, number } = transactionOf(context);
      // A client that did not get the answer asks again.
      if (session.transactionNumber === number && session.state === 'committed') return {};
      if (!session.transaction && isCommitted(context.engine.store.view, session.id, number)) return {};
      const transaction = runningTransaction(session, number);
      const { engine } = context;
      session.transaction = undefined;
      session.state = 'aborted';
      await engine.store.commitTransaction(transaction, (view) =>
        recordCommit(view, session.id, number, Date.now()),
      );
      session.state = 'committed';
      return {};
    },
  }),
  defineCommand({
    names: ['abortTransaction'],
    fields: { recoveryToken: 'ignored' },
    adminOnly: true,
    writes: true,
    stable: true,
    run: (context) => {
      const { session, number } = transactionOf(context);
      if (session.transactionNumber === number && session.state === 'committed') {
        throw new CommandError(256, `Transaction ${number} has been committed.`);
      }
      if (session.transactionNumber !== number || !session.transaction)
        throw noSuchTransaction(session, number);
      abort(session);
      return {};
    },
  }),
];
