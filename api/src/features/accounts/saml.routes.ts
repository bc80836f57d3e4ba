import type { LoginFailure } from '@mediecentral/contracts';
import express, { type Request, type Response, type Router } from 'express';
import type { Services } from '../../platform/services.ts';
import { bindToBrowser, browserOf } from './browser-cookie.ts';
import { finishLogin } from './finish-login.ts';
import { loginLimits } from './login-limits.ts';
import { returnPathOf } from './return-path.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import { samlFor, serviceAddresses } from './saml/service-provider.ts';
import { openSession } from './session-account.ts';
import { startLogin } from './start-login.ts';

/** Room for the longest message that the guard looks at, and what the form adds. */
const largestForm = '512kb';

/** The addresses that browsers and identity providers meet, which speak in redirects and XML. */
export function registerSaml(router: Router, services: Services): void {
  const { config, logger, secret } = services;
  const https = config.publicUrl.startsWith('https://');
  const limits = loginLimits(secret);

  const refuse = (request: Request, response: Response, error: unknown) => {
    if (!(error instanceof LoginRefusal)) throw error;
    const number = typeof request.id === 'string' ? request.id : '';
    const { check, provider, message: reason } = error;
    logger.warn({ requestId: number, provider, check, reason }, 'login refused');
    response.redirect(303, failurePage(error.failure, number));
  };

  router.get('/saml/login', async (request, response) => {
    try {
      await limits.began(request.ip);
      const browserHash = bindToBrowser(request, response, { https });
      const { idp, returnTo } = request.query;
      const asked = {
        idp: typeof idp === 'string' ? idp : '',
        returnTo: returnPathOf(returnTo),
        browserHash,
      };
      response.redirect(302, await startLogin(services, asked));
    } catch (error) {
      refuse(request, response, error);
    }
  });

  router.post('/saml/acs', readForm, async (request, response) => {
    try {
      await limits.answered(request.ip);
      const message = (request.body as Record<string, unknown> | undefined)?.SAMLResponse;
      const login = await finishLogin(services, { message, browserHash: browserOf(request, { https }) });
      await openSession(request, login);
      response.redirect(303, login.returnTo);
    } catch (error) {
      refuse(request, response, error);
    }
  });

  router.get('/saml/metadata', (_request, response) => {
    const { entityId } = serviceAddresses(config);
    const saml = samlFor(config, { entityId, ssoUrl: config.publicUrl, certificates: ['none'] }, '_metadata');
    response.type('application/samlmetadata+xml').send(saml.generateServiceProviderMetadata(null));
  });

  // An unsigned message ends nobody's session; whoever logged out at the provider comes home.
  router.all('/saml/slo', (_request, response) => response.redirect(303, '/'));
}

const readForm = express.urlencoded({ extended: false, limit: largestForm, parameterLimit: 20 });

const failurePage = (failure: LoginFailure, number: string) =>
  `/logga-in?${new URLSearchParams({ fel: failure, nummer: number }).toString()}`;
