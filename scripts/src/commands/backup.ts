import { resolve } from 'node:path';
import { databaseDirectory, readConfig } from 'api';
import { backup } from '@mediecentral/embedded-mongo';
import { type Command, UsageError } from '../command.ts';

/** Copies the embedded database into one file; a running server goes on. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'copy the embedded database into a file, also while the server runs',
  async run([file, ...rest]) {
    if (!file || rest.length > 0) throw new UsageError('Name one file to write.');
    const config = readConfig(process.env);
    if (config.mongodbUri) throw new UsageError('This installation runs on MongoDB: use mongodump.');
    await backup(databaseDirectory(config), resolve(file));
    return `Backed up ${databaseDirectory(config)} to ${resolve(file)}.`;
  },
};
