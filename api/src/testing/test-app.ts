import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { createApp } from '../app.ts';
import { setClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { closeDatabase, ensureIndexes, openDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logger.ts';
import type { Mail } from '../platform/mail.ts';

/**
 * The whole application on a database of its own, for one test file. Mail that it sends lies in `mails`.
 * Call it in `beforeAll` and `close` in `afterAll`.
 */
export async function openTestApp() {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('MONGODB_URI is set by the test run’s global setup');
  await openDatabase(uri, `test_${randomUUID().slice(0, 12)}`);
  const mails: Mail[] = [];
  const mail = {
    send: async (sent: Mail) => {
      mails.push(sent);
    },
  };
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' });
  const services = {
    config,
    logger: createLogger(config.logLevel),
    mail,
    secret: 'a secret that is long enough for tests',
  };
  const { express, definitions, jobs } = createApp(services);
  await ensureIndexes();
  return {
    express,
    definitions,
    jobs,
    services,
    mails,
    async close() {
      setClock();
      await mongoose.connection.dropDatabase();
      await closeDatabase();
    },
  };
}
