import { ensureDemoCentre, withServices } from 'api';
import { type Command, UsageError } from '../command.ts';

/** Fills an empty centre with the demo centre. */
export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  summary: 'fill an empty database with the demo centre',
  async run(words) {
    if (words.length > 0) throw new UsageError('This command takes no words.');
    const filled = await withServices(process.env, (services) => ensureDemoCentre(services));
    return filled ? 'The demo centre is there.' : 'There is a centre already; nothing was changed.';
  },
};
