import { readConfig } from '../platform/config.ts';
import { closeDatabase, ensureIndexes, openDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';
import type { Services } from '../platform/services.ts';
import { joinDatabaseServer } from './database-server.ts';
import { openMail } from './open-mail.ts';
import { installationSecret } from './secret.ts';

/**
 * Runs an operator's work with the settings of an environment, beside a running server or without one.
 * @throws ConfigError for a wrong setting; Error when the database cannot be opened, and whatever the work throws
 */
export async function withServices<Result>(
  environment: Record<string, string | undefined>,
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(environment);
  const secret = await installationSecret(config.sessionSecret, config.dataDirectory);
  const database = await joinDatabaseServer(config);
  try {
    await openDatabase(database.uri, config.mongodbUri ? undefined : 'mediecentral');
    await ensureIndexes();
    // What the work says goes to the terminal; the log would stand in between.
    return await work({ config, logger: createLogger('silent'), secret, mail: openMail(config) });
  } finally {
    await closeDatabase();
    await database.stop();
  }
}
