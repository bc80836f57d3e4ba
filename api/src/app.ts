import { openApiOf, type RouteDefinition } from '@mediecentral/contracts';
import express, { type Express } from 'express';
import { accountJobs, actorOf, registerAccounts } from './features/accounts/index.ts';
import { auditJobs, registerAudit } from './features/audit/index.ts';
import { equipmentJobs, registerEquipment } from './features/equipment/index.ts';
import { loansJobs, registerLoans } from './features/loans/index.ts';
import { notificationsJobs, registerNotifications } from './features/notifications/index.ts';
import { organisationJobs, registerOrganisation } from './features/organisation/index.ts';
import { registerStatistics, statisticsJobs } from './features/statistics/index.ts';
import { Api } from './platform/api.ts';
import { apiPage } from './platform/api-page.ts';
import { refuseForgedChanges } from './platform/csrf.ts';
import { isDatabaseReady } from './platform/database.ts';
import { answerWithProblem, noSuchRoute } from './platform/error-handling.ts';
import type { Job } from './platform/jobs.ts';
import { createMetrics } from './platform/metrics.ts';
import { limitWrites } from './platform/limit-writes.ts';
import { logRequests } from './platform/request-log.ts';
import { securityHeaders } from './platform/security-headers.ts';
import type { Services } from './platform/services.ts';
import { sessions } from './platform/session.ts';
import { staticClient } from './platform/static-client.ts';

export type App = {
  express: Express;
  /** Every route of every feature, for the OpenAPI document and the test that walks them. */
  definitions: readonly RouteDefinition[];
  jobs: readonly Job[];
};

const largestBody = '256kb';

/** Composes middleware and features. The database has to be open. `clientDirectory`: the built client, if it is there. */
export function createApp(services: Services, { clientDirectory }: { clientDirectory?: string } = {}): App {
  const { config, logger } = services;
  const https = config.publicUrl.startsWith('https://');
  const api = new Api(actorOf(services), { checkAnswers: !config.production });
  const metrics = createMetrics();

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustedProxies);
  app.use(logRequests(logger));
  app.use(metrics.measure);
  app.use(securityHeaders({ https, formTargets: [] }));

  app.get('/healthz', (_request, response) => void response.json({ status: 'live' }));
  app.get('/readyz', async (_request, response) => {
    const ready = await isDatabaseReady();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });
  app.get('/metrics', metrics.show);

  app.use(['/api', '/saml'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(['/api', '/saml'], sessions({ https }));
  app.use(
    '/api',
    refuseForgedChanges(() => new URL(config.publicUrl).origin),
  );
  app.use('/api', limitWrites());
  app.use('/api', express.json({ limit: largestBody, strict: true }));

  registerAudit(api, services);
  registerOrganisation(api, services);
  registerAccounts(api, services);
  registerEquipment(api, services);
  registerLoans(api, services);
  registerNotifications(api, services);
  registerStatistics(api, services);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApiOf(api.definitions, { title: 'Mediecentral', version: '0.1.0' }));
  });
  app.get('/api/docs', apiPage(api.definitions));
  app.use(api.router);
  app.use(['/api', '/saml'], noSuchRoute);
  if (clientDirectory) app.use(staticClient(clientDirectory));
  app.use(noSuchRoute);
  app.use(answerWithProblem(logger));

  const jobs = [
    accountJobs,
    auditJobs,
    equipmentJobs,
    loansJobs,
    notificationsJobs,
    organisationJobs,
    statisticsJobs,
  ].flatMap((jobsOf) => jobsOf(services));
  return { express: app, definitions: api.definitions, jobs };
}
