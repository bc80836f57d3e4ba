import type { LoginFailure } from '@mediecentral/contracts';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { clock } from '../../platform/clock.ts';
import type { Services } from '../../platform/services.ts';
import { requestIdOf } from '../../platform/request-log.ts';
import { bindToBrowser, browserOf } from './browser-cookie.ts';
import { finishLogin, takeAnswer, vouchedPerson } from './finish-login.ts';
import { loginLimits } from './login-limits.ts';
import { noteRefusal } from './provider.repository.ts';
import { receiveLogout } from './receive-logout.ts';
import { returnPathOf } from './return-path.ts';
import { LoginRefusal } from './saml/login-refusal.ts';
import { openSession } from './session-account.ts';
import { serviceMetadata } from './federation/service-metadata.ts';
import { startLogin } from './start-login.ts';
import { keepRefusal, keepSuccess, openTest, pageOfTest } from './test-login.ts';

/** Room for the longest message that the guard looks at, and what the form adds. */
const largestForm = '512kb';

/** The addresses that browsers and identity providers meet, which speak in redirects and XML. */
export function registerSaml(router: Router, services: Services): void {
  const { config, logger, secret } = services;
  const https = config.publicUrl.startsWith('https://');
  const limits = loginLimits(secret);

  /** Logs a refusal with its reason. @returns what it was and the number under which it is logged */
  const refusalOf = async (request: Request, error: unknown) => {
    if (!(error instanceof LoginRefusal)) throw error;
    const reference = requestIdOf(request);
    const { check, provider, message: reason } = error;
    logger.warn({ requestId: reference, provider, check, reason }, 'login refused');
    if (provider) await noteRefusal(provider, { at: clock.now(), check, reference });
    return { refusal: error, reference };
  };

  router.get('/saml/login', async (request, response) => {
    const { idp, returnTo, test: testId } = request.query;
    try {
      await limits.began(request.ip);
      const browserHash = bindToBrowser(request, response, { https });
      const test = testId === undefined ? undefined : await openTest(testId);
      if (testId !== undefined && !test)
        throw new LoginRefusal('attempt_expired', 'test', 'there is no such test login');
      const asked = {
        idp: test?.providerKey ?? (typeof idp === 'string' ? idp : ''),
        returnTo: returnPathOf(returnTo),
        browserHash,
        ...(test ? { testId: test.id } : {}),
      };
      response.redirect(302, await startLogin(services, asked));
    } catch (error) {
      const { refusal, reference } = await refusalOf(request, error);
      response.redirect(303, failurePage(refusal, reference));
    }
  });

  router.post('/saml/acs', readForm, async (request, response) => {
    let testId: string | undefined;
    try {
      await limits.answered(request.ip);
      const message = fieldsOf(request).SAMLResponse;
      const answer = await takeAnswer(services, { message, browserHash: browserOf(request, { https }) });
      testId = answer.attempt.testId;
      const person = await vouchedPerson(services, answer);
      if (testId) {
        await keepSuccess(services, testId, person);
        response.redirect(303, await pageOfTest(testId));
        return;
      }
      const login = await finishLogin(services, answer, person);
      await openSession(request, login);
      response.redirect(303, login.returnTo);
    } catch (error) {
      const { refusal, reference } = await refusalOf(request, error);
      if (testId) await keepRefusal(testId, { refusal, reference });
      response.redirect(303, testId ? await pageOfTest(testId) : failurePage(refusal, reference));
    }
  });

  router.get('/saml/metadata', async (_request, response) => {
    response.type('application/samlmetadata+xml').send(await serviceMetadata(services));
  });

  const logout = async (request: Request, response: Response) => {
    try {
      await limits.answered(request.ip);
      const { method, url } = request;
      const message =
        method === 'POST'
          ? { binding: 'post' as const, fields: fieldsOf(request) }
          : { binding: 'redirect' as const, query: url.split('?')[1] ?? '' };
      const next = await receiveLogout(services, message);
      response.redirect(303, next);
    } catch (error) {
      // An unsigned or forged message ends nobody's session; whoever came with it goes home.
      await refusalOf(request, error);
      response.redirect(303, '/');
    }
  };
  router.get('/saml/slo', logout);
  router.post('/saml/slo', readForm, logout);

  /** What cannot even be read as a form is answered with its status, and logged like every other refusal. */
  const unreadable: ErrorRequestHandler = (error: FormError, request, _response, next) => {
    if (!error.status || error.status >= 500) return next(error);
    const check = error.status === 413 ? 'size' : 'form';
    const reason = `the form cannot be read: ${error.type ?? 'it is not packed as it says'}`;
    logger.warn({ requestId: requestIdOf(request), check, reason }, 'login refused');
    return next(error);
  };
  router.use(['/saml/acs', '/saml/slo'], unreadable);
}

type FormError = Error & { status?: number; type?: string };

const readForm = express.urlencoded({ extended: false, limit: largestForm, parameterLimit: 20 });

const fieldsOf = (request: Request) => (request.body ?? {}) as Record<string, unknown>;

const failurePage = ({ failure, provider }: LoginRefusal, number: string) =>
  `/logga-in?${new URLSearchParams({
    fel: failure satisfies LoginFailure,
    nummer: number,
    ...(provider ? { leverantor: provider } : {}),
  }).toString()}`;
