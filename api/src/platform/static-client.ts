import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/** Serves the built client: hashed files for a year, the page itself always fresh, for every address of the client. */
export function staticClient(directory: string): Router {
  const router = Router();
  const page = join(directory, 'index.html');
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use(express.static(directory, { index: false, maxAge: '1h' }));
  router.get(/^\/(?!api\/|saml\/|r51\/)/, (_request, response, next) => {
    if (!existsSync(page)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
  return router;
}
