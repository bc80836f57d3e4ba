import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from './problem.ts';
import { sessionOf } from './session.ts';

/** Twenty a second, all the time: more than several scanners of one account in a full storeroom, less than a runaway. */
export const writesPerMinute = 1200;

/**
 * Limits changes by account, never by address: a whole school behind one address is many people, and a program that
 * runs away is one. Counted on each node by itself, for it is the node that is protected.
 */
export function limitWrites(): RequestHandler {
  const limiter = new RateLimiterMemory({ points: writesPerMinute, duration: 60 });
  return async (request, response, next) => {
    const session = sessionOf(request);
    // Without a session nothing is changed: the route itself answers 401.
    if (!session || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
    try {
      await limiter.consume(session.accountId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      response.setHeader('Retry-After', Math.ceil(error.msBeforeNext / 1000));
      throw new ProblemError('rate_limited', `More than ${writesPerMinute} changes in a minute`);
    }
    next();
  };
}
