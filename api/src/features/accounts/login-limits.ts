import { createHmac } from 'node:crypto';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { databaseClient, databaseName } from '../../platform/database.ts';
import { LoginRefusal } from './saml/login-refusal.ts';

export type LoginLimits = Record<
  Limit,
  /** Counts one more from an address. @throws LoginRefusal `too_many` */
  (address: string | undefined) => Promise<void>
>;

type Limit = 'began' | 'answered';

/** How long an address is counted. */
export const limitMinutes = 15;

/**
 * Logins that begin at an address, and answers that are posted from there. A school of a thousand behind one address
 * logs in within a quarter of an hour, and logs in again when something went wrong; a machine that guesses does more.
 */
export const loginsPerQuarter = 4000;

/**
 * Limits by address, kept in the database for all nodes. The addresses are hashed with a key, live as long as the
 * limit and stand nowhere together with a person.
 */
export function loginLimits(secret: string): LoginLimits {
  const limit = (name: Limit) => {
    const limiter = limiterOf(name);
    return async (address = '') => {
      const key = createHmac('sha256', secret).update(`address\0${address}`).digest('base64url');
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new LoginRefusal('too_many', 'rate_limit', `more than ${loginsPerQuarter} ${name}`);
      }
    };
  };
  return { began: limit('began'), answered: limit('answered') };
}

function limiterOf(name: Limit): RateLimiterMongo {
  return new RateLimiterMongo({
    storeClient: databaseClient(),
    dbName: databaseName(),
    tableName: 'login_limits',
    keyPrefix: name,
    // Declared with the other models, and built with them.
    disableIndexesCreation: true,
    points: loginsPerQuarter,
    duration: limitMinutes * 60,
  });
}
