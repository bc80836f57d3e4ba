import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from './logger.ts';

/** One line per request: method, path without its query, status and time. No address, no browser, no person. */
export function logRequests(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: () => randomBytes(6).toString('hex'),
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'info' : 'debug',
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}

/** The number by which a request is found in the log; empty for one that was never logged. */
export const requestIdOf = (request: Request): string => (typeof request.id === 'string' ? request.id : '');
