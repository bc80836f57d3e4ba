import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { closeDatabase, ensureIndexes, openDatabase } from './platform/database.ts';
import { startJobs } from './platform/jobs.ts';
import { createLogger } from './platform/logger.ts';
import { openDatabaseServer } from './process/database-server.ts';
import { openDemo } from './process/demo.ts';
import { Lifetime } from './process/lifetime.ts';
import { listen } from './process/listen.ts';
import { openMail } from './process/open-mail.ts';
import { installationSecret } from './process/secret.ts';

const clientDirectory = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** Starts everything in order; what has been started is stopped in the opposite order, at a signal or a failure. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const lifetime = new Lifetime(logger);
  try {
    const secret = await installationSecret(config.sessionSecret, config.dataDirectory);
    const database = await openDatabaseServer(config);
    lifetime.add('the database', () => database.stop());
    database.onUnexpectedEnd(() => {
      logger.fatal('the database has gone away');
      void lifetime.end(1);
    });
    await openDatabase(database.uri, config.mongodbUri ? undefined : 'mediecentral');
    lifetime.add('the connection', closeDatabase);
    await ensureIndexes();

    const services = { config, logger, secret, mail: openMail(config) };
    const app = createApp(services, existsSync(clientDirectory) ? { clientDirectory } : {});
    const demo = config.demo ? await openDemo(services) : undefined;
    if (demo) lifetime.add('the development identity provider', () => demo.stop());
    const listening = await listen(app.express, config.port, config.host);
    lifetime.add('HTTP', () => listening.close());
    lifetime.add('the jobs', startJobs(app.jobs, logger));
    console.log(greeting(config.publicUrl, demo?.people ?? []));
  } catch (error) {
    logger.fatal({ err: error }, 'could not start');
    console.error(error instanceof Error ? error.message : String(error));
    await lifetime.end(1);
  }
}

type Person = { displayName: string; role: string; place: string; entry: string };

function greeting(address: string, people: readonly Person[]): string {
  const lines = [`Mediecentral is ready at ${address}`];
  if (people.length > 0) lines.push('', 'Choose a login, and there who you want to be:');
  for (const { displayName, role, place, entry } of people)
    lines.push(`  ${entry.padEnd(21)} ${displayName.padEnd(18)} ${role.padEnd(9)} ${place}`);
  return ['', ...lines, ''].join('\n');
}

start().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
});
