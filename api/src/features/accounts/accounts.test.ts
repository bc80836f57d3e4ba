import type { Me } from '@mediecentral/contracts';
import { runJob } from '../../platform/jobs.ts';
import { setClock } from '../../platform/clock.ts';
import { developmentProviderKey } from '../../process/development-provider.ts';
import {
  askProvider,
  cookiesOf,
  developmentScope,
  openBrowser,
  postAnswer,
  refusalAt,
} from '../../testing/login-in-steps.ts';
import { nobody, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { saveMunicipalities, saveSchoolUnits } from '../organisation/index.ts';
import { AccountModel } from './account.model.ts';
import { loginsPerQuarter } from './login-limits.ts';
import { LoginAttemptModel, LoginLimitModel, UsedAssertionModel } from './login-attempt.model.ts';

const kalmarSchool = '111111111111111111111111';
const nybroSchool = '222222222222222222222222';
const closedSchool = '333333333333333333333333';
const unit = { kind: 'school', stages: ['grades_4_6'], active: true } as const;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await saveMunicipalities([
    { code: '0880', name: 'Kalmar' },
    { code: '0881', name: 'Nybro' },
  ]);
  await saveSchoolUnits([
    {
      ...unit,
      stages: ['grades_4_6'],
      id: kalmarSchool,
      name: 'Ängskolan',
      municipalityCode: '0880',
      schoolUnitCode: '12345678',
    },
    {
      ...unit,
      stages: ['grades_4_6'],
      id: nybroSchool,
      name: 'Bruksskolan',
      municipalityCode: '0881',
      schoolUnitCode: '23456789',
    },
    {
      ...unit,
      stages: [],
      id: closedSchool,
      name: 'Nedlagda skolan',
      municipalityCode: '0881',
      schoolUnitCode: '34567890',
      active: false,
    },
  ]);
});
afterEach(() => setClock());
afterAll(() => app.close());

const me = async (browser: ReturnType<typeof openBrowser>) => (await browser.get('/api/me')).body as Me;

describe('a login', () => {
  it('leads back to the page that it began at', async () => {
    const browser = openBrowser(app);
    const answer = await askProvider(app, browser, { role: 'teacher' }, '/utrustning?from=2026-03-02#dash');
    const page = await postAnswer(browser, answer);
    expect(page.href).toBe('http://localhost:3000/utrustning?from=2026-03-02#dash');
    expect((await me(browser)).account.role).toBe('teacher');
  });

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '/.//elsewhere.example',
    '/logga-in',
  ])('never leads to %s', async (returnTo) => {
    const browser = openBrowser(app);
    const page = await postAnswer(browser, await askProvider(app, browser, { role: 'teacher' }, returnTo));
    expect(page.href).toBe('http://localhost:3000/');
  });

  it('works in two tabs at once, in either order', async () => {
    const browser = openBrowser(app);
    const first = await askProvider(app, browser, { role: 'teacher' }, '/first');
    const second = await askProvider(app, browser, { role: 'teacher' }, '/second');
    expect((await postAnswer(browser, second)).pathname).toBe('/second');
    expect((await postAnswer(browser, first)).pathname).toBe('/first');
  });

  it('gives the session a new id, and a new token for changes', async () => {
    const browser = openBrowser(app);
    const eppn = `ida@${developmentScope}`;
    const sessions: string[] = [];
    for (const _ of [1, 2]) {
      const answer = await askProvider(app, browser, { role: 'teacher', eppn });
      const response = await browser.post('/saml/acs').type('form').send(answer);
      sessions.push(String(response.headers['set-cookie']).split(';')[0] ?? '');
    }
    expect(sessions[0]).toMatch(/^session=/);
    expect(sessions[1]).toMatch(/^session=/);
    expect(sessions[0]).not.toBe(sessions[1]);
  });

  it('opens the same account for the same person, however the name is spelled', async () => {
    const first = await signIn(app, { role: 'teacher', eppn: `eva@${developmentScope}` });
    const again = await signIn(app, {
      role: 'teacher',
      eppn: `EVA@${developmentScope}`,
      displayName: 'Eva Alm',
    });
    expect(again.account.id).toBe(first.account.id);
    expect(again.account.displayName).toBe('Eva Alm');
  });

  it('makes one account of two first logins at the same time', async () => {
    const who = { role: 'teacher', eppn: `twice@${developmentScope}` } as const;
    const people = await Promise.all([signIn(app, who), signIn(app, who)]);
    expect(people[0].account.id).toBe(people[1].account.id);
  });

  it('can be finished for ten minutes and no longer', async () => {
    const start = new Date('2026-03-02T08:00:00Z');
    const after = async (seconds: number) => {
      setClock(() => start);
      const browser = openBrowser(app);
      const answer = await askProvider(app, browser);
      setClock(() => new Date(start.getTime() + seconds * 1000));
      return postAnswer(browser, answer);
    };
    expect((await after(5 * 60)).pathname).toBe('/');
    expect(refusalAt(app, await after(10 * 60 + 1)).failure).toBe('attempt_expired');
  });

  it('names an unknown provider as the reason, and the reference under which it is logged', async () => {
    const response = await openBrowser(app).get('/saml/login').query({ idp: 'nobody-knows' });
    const page = new URL(response.headers.location as string, 'http://localhost:3000');
    expect(page.pathname).toBe('/logga-in');
    expect(refusalAt(app, page)).toEqual({ failure: 'unknown_provider', check: 'provider' });
  });

  it('is refused where thousands have begun behind one address, and nowhere else', async () => {
    const from = (address: string) =>
      openBrowser(app)
        .get('/saml/login')
        .set('X-Forwarded-For', address)
        .query({ idp: developmentProviderKey });
    app.express.set('trust proxy', 1);
    try {
      expect((await from('192.0.2.1')).headers.location).toMatch(/\/sso\?/);
      await LoginLimitModel.updateMany({}, { $set: { points: loginsPerQuarter } });
      expect((await from('192.0.2.1')).headers.location).toMatch(/fel=too_many/);
      expect((await from('192.0.2.2')).headers.location).toMatch(/\/sso\?/);
    } finally {
      app.express.set('trust proxy', 0);
      await LoginLimitModel.deleteMany({});
    }
  });

  it('leaves nothing behind once it can no longer be finished', async () => {
    await askProvider(app, openBrowser(app));
    setClock(() => new Date(Date.now() + 60 * 60_000));
    const job = app.jobs.find(({ name }) => name === 'forget-expired-logins');
    if (job) await runJob(job, app.services.logger);
    expect(await LoginAttemptModel.countDocuments()).toBe(0);
    expect(await UsedAssertionModel.countDocuments()).toBe(0);
  });
});

describe('an account', () => {
  it.each(['pupil', 'teacher', 'educator', 'staff', 'admin'] as const)('has the role %s', async (role) => {
    expect((await signIn(app, { role })).account.role).toBe(role);
  });

  it('has every active school unit that the provider names, and the first of them chosen', async () => {
    const { account } = await signIn(app, {
      role: 'teacher',
      schoolUnitCodes: ['12345678', '23456789', '34567890', '99999999'],
    });
    expect(account.schoolUnits.map(({ name }) => name)).toEqual(['Bruksskolan', 'Ängskolan']);
    expect(account.schoolUnits[1]?.municipality).toEqual({ code: '0880', name: 'Kalmar' });
    expect(account.chosenSchoolUnitId).toBe(nybroSchool);
  });

  it('of a teacher without a known school is there all the same, with none', async () => {
    const { account } = await signIn(app, { role: 'teacher', schoolUnitCodes: ['99999999'] });
    expect(account.schoolUnits).toEqual([]);
    expect(account).not.toHaveProperty('chosenSchoolUnitId');
  });

  it('keeps the school unit that its owner chooses, through the next login', async () => {
    const who = {
      role: 'teacher',
      eppn: `two.schools@${developmentScope}`,
      schoolUnitCodes: ['12345678', '23456789'],
    } as const;
    const teacher = await signIn(app, { ...who, schoolUnitCodes: [...who.schoolUnitCodes] });
    const chosen = await teacher.put('/api/me/school-unit', { schoolUnitId: kalmarSchool });
    expect((chosen.body as Me).account.chosenSchoolUnitId).toBe(kalmarSchool);
    const again = await signIn(app, { ...who, schoolUnitCodes: [...who.schoolUnitCodes] });
    expect(again.account.chosenSchoolUnitId).toBe(kalmarSchool);
  });

  it('cannot choose a school unit of somebody else’s', async () => {
    const teacher = await signIn(app, { role: 'teacher', schoolUnitCodes: ['12345678'] });
    const response = await teacher.put('/api/me/school-unit', { schoolUnitId: nybroSchool });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: 'school_not_yours' });
  });

  it('loses a school unit that the provider no longer names', async () => {
    const eppn = `moved@${developmentScope}`;
    await signIn(app, { role: 'teacher', eppn, schoolUnitCodes: ['12345678'] });
    const { account } = await signIn(app, { role: 'teacher', eppn, schoolUnitCodes: ['23456789'] });
    expect(account.schoolUnits.map(({ id }) => id)).toEqual([nybroSchool]);
  });

  it('of a pupil holds nothing that says who it is', async () => {
    const eppn = `alva.strand@${developmentScope}`;
    const { account } = await signIn(app, { role: 'pupil', eppn, displayName: 'Alva Strand' });
    expect(account.displayName).toBe('');
    const stored = JSON.stringify(await AccountModel.findById(account.id).lean());
    expect(stored).not.toMatch(/alva|strand/i);
  });

  it('forgets name and mail when a teacher becomes a pupil', async () => {
    const eppn = `was.teacher@${developmentScope}`;
    await signIn(app, { role: 'teacher', eppn });
    const { account } = await signIn(app, { role: 'pupil', eppn });
    expect(account).toMatchObject({ role: 'pupil', displayName: '' });
    expect(account).not.toHaveProperty('email');
    expect(account).not.toHaveProperty('eppn');
  });
});

describe('a session', () => {
  it('ends with the logout, in the database too', async () => {
    const browser = openBrowser(app);
    await postAnswer(browser, await askProvider(app, browser));
    const cookie = cookiesOf(browser);
    const { csrfToken } = await me(browser);
    expect((await openBrowser(app).get('/api/me').set('Cookie', cookie)).status).toBe(200);
    expect((await browser.post('/api/logout').set('X-CSRF-Token', csrfToken)).status).toBe(204);
    expect((await openBrowser(app).get('/api/me').set('Cookie', cookie)).status).toBe(401);
  });
});

describe('what everyone may see', () => {
  it('is the providers to choose from', async () => {
    await app.provider();
    const response = await nobody(app).get('/api/identity-providers');
    expect(response.body).toEqual({
      items: [{ key: developmentProviderKey, name: 'Utvecklingsinloggning', development: true }],
      total: 1,
    });
  });

  it('is the service’s own metadata', async () => {
    const response = await nobody(app).get('/saml/metadata');
    expect(response.text).toContain('entityID="http://localhost:3000/saml/metadata"');
    expect(response.text).toContain('Location="http://localhost:3000/saml/acs"');
    expect(response.text).toContain('WantAssertionsSigned="true"');
    expect(response.text).toContain('>http://localhost:3000/icon.svg</mdui:Logo>');
    expect(response.text).not.toContain('mailto:<');
    // Read again in time for a change of keys, and never void when it was not.
    expect(response.text).toContain(' cacheDuration="PT12H"');
    expect(response.text).not.toContain('validUntil');
  });

  it('is not who is logged in', async () => {
    expect((await nobody(app).get('/api/me')).status).toBe(401);
  });
});
