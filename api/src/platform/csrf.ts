import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ProblemError } from './problem.ts';
import { sessionOf } from './session.ts';

function sameToken(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Refuses changes that another site's page could have sent: by `Sec-Fetch-Site` and `Origin` where the browser tells,
 * always by the session's token, and whatever comes in another form than JSON, which is what a form can send.
 */
export function refuseForgedChanges(ownOrigin: () => string): RequestHandler {
  return (request, _response, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
    const site = request.get('sec-fetch-site');
    if (site && site !== 'same-origin')
      throw new ProblemError('csrf', 'Changes come from the own pages only');
    const origin = request.get('origin');
    if (origin && origin !== ownOrigin())
      throw new ProblemError('csrf', 'Changes come from the own pages only');
    const expected = sessionOf(request)?.csrfToken;
    // Without a session there is nothing to protect: the route itself answers 401.
    if (expected !== undefined && !sameToken(request.get('x-csrf-token') ?? '', expected)) {
      throw new ProblemError('csrf', 'The X-CSRF-Token header is missing or old');
    }
    if (request.get('content-type') !== undefined && request.is('application/json') === false)
      throw new ProblemError('unsupported_media_type', 'Send JSON');
    next();
  };
}
