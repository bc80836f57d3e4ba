import { purgePersonalData, withServices } from 'api';
import { type Command, UsageError } from '../command.ts';

/** What the nightly job does: run by hand, or after it was cut short. */
export const purgeCommand: Command = {
  name: 'purge',
  usage: '[--dry-run]',
  summary: 'remove pupils’ unused accounts and the borrowers of loans long ended; with --dry-run only count',
  async run(words) {
    if (words.some((word) => word !== '--dry-run')) throw new UsageError('Only --dry-run is understood.');
    const dryRun = words.includes('--dry-run');
    const done = await withServices(process.env, () => purgePersonalData({ dryRun }));
    return [
      `${dryRun ? 'Would remove' : 'Removed'} ${done.accounts} pupil accounts, last used before ${done.unusedSince},`,
      `and the borrowers of ${done.loans} loans that ended before ${done.endedBefore}.`,
    ].join(' ');
  },
};
