import { createHmac } from 'node:crypto';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { databaseClient } from '../../platform/database.ts';
import { LoginRefusal } from './saml/login-refusal.ts';

export type LoginLimits = {
  /** Counts a login that begins. @throws LoginRefusal `too_many` */
  began(address: string | undefined): Promise<void>;
  /** Counts an answer that was refused. @throws LoginRefusal `too_many` */
  refused(address: string | undefined): Promise<void>;
};

const minutes = 60;

/** A school of a thousand behind one address logs in within a quarter of an hour; a machine that guesses does more. */
const limits = {
  began: { points: 4000, duration: 15 * minutes },
  refused: { points: 200, duration: 15 * minutes },
};

/**
 * Limits by address, kept in the database for all nodes. The addresses are hashed with a key, live as long as the
 * limit and stand nowhere together with a person.
 */
export function loginLimits(secret: string): LoginLimits {
  const count = async (limiter: RateLimiterMongo, address = '') => {
    const key = createHmac('sha256', secret).update(`address\0${address}`).digest('base64url');
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes)
        throw new LoginRefusal('too_many', 'rate_limit', `${limiter.keyPrefix} too often`);
      throw error;
    }
  };
  const [began, refused] = [limiterOf('began'), limiterOf('refused')];
  return { began: (address) => count(began, address), refused: (address) => count(refused, address) };
}

function limiterOf(name: keyof typeof limits): RateLimiterMongo {
  return new RateLimiterMongo({
    storeClient: databaseClient(),
    dbName: databaseClient().options.dbName,
    tableName: 'login_limits',
    keyPrefix: name,
    // Declared with the other models, and built with them.
    disableIndexesCreation: true,
    ...limits[name],
  });
}
