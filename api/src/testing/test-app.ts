import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevelopmentProvider, makeKeyPair, startDevelopmentProvider } from '@mediecentral/dev-idp';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { clock, setClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { closeDatabase, ensureIndexes, openDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';
import type { Mail } from '../platform/mail.ts';
import type { Services } from '../platform/services.ts';
import { registerDevelopmentProvider } from '../process/development-provider.ts';

/**
 * The whole application on a database of its own, for one test file. Mail that it sends lies in `mails`.
 * Call it in `beforeAll` and `close` in `afterAll`.
 */
export async function openTestApp() {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('MONGODB_URI is set by the test run’s global setup');
  await openDatabase(uri, `test_${randomUUID().slice(0, 12)}`);
  const mails: Mail[] = [];
  const warnings: LogLine[] = [];
  const mail = {
    send: async (sent: Mail) => {
      mails.push(sent);
    },
  };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'mediecentral-test-'));
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    DATA_DIR: dataDirectory,
  });
  const services = {
    config,
    logger: process.env.LOG_LEVEL ? createLogger(config.logLevel) : keeping(warnings),
    mail,
    secret: 'a secret that is long enough for tests',
  };
  const { express, definitions, jobs } = createApp(services);
  await ensureIndexes();
  let provider: Promise<DevelopmentProvider> | undefined;
  return {
    express,
    definitions,
    jobs,
    services,
    mails,
    /** What has been logged as a warning or worse. */
    warnings,
    /** The development provider, started and registered when it is first asked for; it goes by the app's clock. */
    provider(): Promise<DevelopmentProvider> {
      provider ??= openProvider(services);
      return provider;
    },
    async close() {
      setClock();
      await (await provider)?.close();
      await mongoose.connection.dropDatabase();
      await closeDatabase();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

type LogLine = Record<string, unknown>;

const keeping = (lines: LogLine[]) =>
  pino({ level: 'warn', base: null }, { write: (line) => void lines.push(JSON.parse(line) as LogLine) });

async function openProvider(services: Services): Promise<DevelopmentProvider> {
  const { publicUrl } = services.config;
  const provider = await startDevelopmentProvider({
    keys: makeKeyPair(),
    serviceProvider: {
      entityId: `${publicUrl}/saml/metadata`,
      assertionConsumerService: `${publicUrl}/saml/acs`,
    },
    people: [],
    now: () => clock.now(),
  });
  await registerDevelopmentProvider(services, provider);
  return provider;
}
