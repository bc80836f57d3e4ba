import { MongoStore } from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { databaseClient, databaseName } from './database.ts';

const hours = 60 * 60;

/** Sessions live in the database, so that they can be revoked and outlive a restart. */
export function sessions({ secret, https }: { secret: string; https: boolean }): RequestHandler {
  return session({
    // A `__Host-` cookie can only be set by this host, over HTTPS and for every path.
    name: https ? '__Host-session' : 'session',
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, secure: https, sameSite: 'lax', path: '/' },
    store: MongoStore.create({
      client: databaseClient(),
      dbName: databaseName(),
      collectionName: 'sessions',
      ttl: 12 * hours,
      touchAfter: 5 * 60,
      stringify: false,
    }),
  });
}
