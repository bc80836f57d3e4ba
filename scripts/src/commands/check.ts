import { balanceLedgers, withServices } from 'api';
import { type Command, UsageError } from '../command.ts';

/** Rebuilds the ledgers from the loans and compares; a difference makes the command fail. */
export const checkCommand: Command = {
  name: 'check',
  usage: '[--repair]',
  summary: 'rebuild the ledgers from the loans and compare; with --repair put right what differs',
  async run(words) {
    if (words.some((word) => word !== '--repair')) throw new UsageError('Only --repair is understood.');
    const repair = words.includes('--repair');
    const { models, differences } = await withServices(process.env, (services) =>
      balanceLedgers(services, { repair }),
    );
    const found = `${differences} differences in the ledgers of ${models} models`;
    if (differences > 0 && !repair) throw new Error(`${found}; --repair puts them right`);
    return differences > 0 ? `Repaired ${found}.` : `The books balance: ${models} models.`;
  },
};
