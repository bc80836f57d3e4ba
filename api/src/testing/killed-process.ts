/**
 * A process of its own that does one thing to the loans, or the nightly purge, and is killed after so many writes, as by a power cut: run by
 * `dieAfter`. It ends with 0 when it got to the end.
 */
import mongoose from 'mongoose';
import { approveLoan } from '../features/loans/answer-loan.ts';
import { bookLoan } from '../features/loans/book-loan.ts';
import { checkLoan } from '../features/loans/check-loan.ts';
import { cancelLoan } from '../features/loans/move-loan.ts';
import { purgePersonalData } from '../features/accounts/purge-personal-data.ts';
import { setClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { closeDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';
import type { Deed } from './die-after.ts';

const writingCommands = new Set(['insert', 'update', 'findAndModify', 'delete']);

const { uri, database, writes, now, actor, deed } = JSON.parse(process.argv[2] ?? '') as Deed;
setClock(() => new Date(now));
await mongoose.connect(uri, { dbName: database, autoIndex: false, monitorCommands: true });
let written = 0;
mongoose.connection.getClient().on('commandSucceeded', ({ commandName }) => {
  if (!writingCommands.has(commandName)) return;
  written += 1;
  if (written === writes) process.kill(process.pid, 'SIGKILL');
});
const services = {
  config: readConfig({ NODE_ENV: 'test' }),
  logger: createLogger('silent'),
  mail: { send: async () => {} },
  secret: 'a secret that is long enough for tests',
};
switch (deed.name) {
  case 'book':
    await bookLoan(services, actor, deed.request);
    break;
  case 'approve':
    await approveLoan(services, actor, deed.given);
    break;
  case 'check':
    await checkLoan(services, actor, deed.given);
    break;
  case 'cancel':
    await cancelLoan(services, actor, deed.given);
    break;
  case 'purge':
    await purgePersonalData();
    break;
}
await closeDatabase();
