import { CommandError } from '../../bson/command-error.ts';
import { defineCommand } from '../command.ts';

/** What MongoDB's drivers and mongoose offer for Atlas Search; a server without that refuses it, too. */
export const searchIndexCommands = [
  defineCommand({
    names: ['createSearchIndexes', 'updateSearchIndex', 'dropSearchIndex', 'listSearchIndexes'],
    fields: {
      indexes: 'value',
      definition: 'value',
      id: 'value',
      name: 'value',
      type: 'value',
    },
    stable: true,
    writes: true,
    run: () => {
      throw new CommandError(
        31_082,
        'Search indexes are a service of Atlas, and not supported here: keep folded words in an indexed field',
      );
    },
  }),
];
