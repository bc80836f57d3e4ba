import { resolve } from 'node:path';
import { databaseDirectory, readConfig } from 'api';
import { restore } from '@mediecentral/embedded-mongo';
import { type Command, UsageError } from '../command.ts';

/** Makes the embedded database of a backup; never writes over one that is there. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'make the embedded database of a backup, in a data directory that has none',
  async run([file, ...rest]) {
    if (!file || rest.length > 0) throw new UsageError('Name one file to read.');
    const config = readConfig(process.env);
    if (config.mongodbUri) throw new UsageError('This installation runs on MongoDB: use mongorestore.');
    await restore(databaseDirectory(config), resolve(file));
    return `Restored ${resolve(file)} to ${databaseDirectory(config)}.`;
  },
};
