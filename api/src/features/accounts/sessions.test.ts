import type { Me, OwnSession, Role } from '@mediecentral/contracts';
import supertest from 'supertest';
import { createApp } from '../../app.ts';
import { setClock } from '../../platform/clock.ts';
import { runJob } from '../../platform/jobs.ts';
import { writesPerMinute } from '../../platform/limit-writes.ts';
import { SessionModel } from '../../platform/session.model.ts';
import { developmentProviderKey } from '../../process/development-provider.ts';
import {
  askProvider,
  type Browser,
  cookiesOf,
  developmentScope,
  openBrowser,
  postAnswer,
} from '../../testing/login-in-steps.ts';
import { signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { grantRole } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterEach(() => setClock());
afterAll(() => app.close());

const start = new Date('2026-03-02T08:00:00Z');
const setMinutes = (minutes: number) => setClock(() => new Date(start.getTime() + minutes * 60_000));

async function logIn(who: { role: Role; eppn?: string }): Promise<Browser> {
  const browser = openBrowser(app);
  await postAnswer(browser, await askProvider(app, browser, who));
  return browser;
}
const statusOf = async (browser: Browser) => (await browser.get('/api/me')).status;
const tokenOf = async (browser: Browser) => ((await browser.get('/api/me')).body as Me).csrfToken;
const sessionsOf = async (browser: Browser) =>
  ((await browser.get('/api/me/sessions')).body as { items: OwnSession[] }).items;
async function endFrom(browser: Browser, id: string) {
  const token = await tokenOf(browser);
  return browser.delete(`/api/me/sessions/${id}`).set('X-CSRF-Token', token);
}

describe('a session that is not used', () => {
  it.each([
    ['pupil', 60],
    ['teacher', 240],
    ['staff', 240],
  ] as const)('of a %s ends after %i minutes, and not a minute before', async (role, idle) => {
    setMinutes(0);
    const browser = await logIn({ role });
    setMinutes(idle - 1);
    expect(await statusOf(browser)).toBe(200);
    setMinutes(idle - 1 + idle);
    expect(await statusOf(browser)).toBe(401);
  });
});

describe('a session that is used all the time', () => {
  it.each([
    ['pupil', 480],
    ['teacher', 720],
  ] as const)('of a %s ends after %i minutes all the same', async (role, longest) => {
    setMinutes(0);
    const browser = await logIn({ role });
    for (let minute = 30; minute < longest; minute += 30) {
      setMinutes(minute);
      expect([minute, await statusOf(browser)]).toEqual([minute, 200]);
    }
    setMinutes(longest - 1);
    expect(await statusOf(browser)).toBe(200);
    setMinutes(longest);
    expect(await statusOf(browser)).toBe(401);
  });
});

describe('one’s own sessions', () => {
  it('are listed with the one in hand, the latest first, and without anybody else’s', async () => {
    const who = { role: 'teacher', eppn: `lists@${developmentScope}` } as const;
    setMinutes(0);
    await logIn(who);
    setMinutes(7);
    const browser = await logIn(who);
    await logIn({ role: 'teacher' });
    const sessions = await sessionsOf(browser);
    expect(sessions.map(({ startedAt, current }) => [startedAt, current])).toEqual([
      ['2026-03-02T08:07:00.000Z', true],
      ['2026-03-02T08:00:00.000Z', false],
    ]);
    const first = await browser.get('/api/me/sessions').query({ limit: 1 });
    const { next, total } = first.body as { next: string; total: number };
    expect(total).toBe(2);
    const second = await browser.get('/api/me/sessions').query({ limit: 1, after: next });
    expect((second.body as { items: OwnSession[] }).items).toEqual(sessions.slice(1));
  });

  it('can be ended, and are then ended on every node at once', async () => {
    const who = { role: 'teacher', eppn: `ends@${developmentScope}` } as const;
    const [lost, kept] = [await logIn(who), await logIn(who)];
    const otherNode = supertest(createApp(app.services).express);
    const cookie = cookiesOf(lost);
    expect((await otherNode.get('/api/me').set('Cookie', cookie)).status).toBe(200);
    const other = (await sessionsOf(kept)).find(({ current }) => !current);
    expect((await endFrom(kept, String(other?.id))).status).toBe(204);
    expect((await otherNode.get('/api/me').set('Cookie', cookie)).status).toBe(401);
    expect(await statusOf(lost)).toBe(401);
    expect(await statusOf(kept)).toBe(200);
  });

  it('do not come back because a request was under way when they were ended', async () => {
    const browser = await logIn({ role: 'teacher' });
    const [own] = await sessionsOf(browser);
    const later = new Date(Date.now() + 10 * 60_000);
    setClock(() => later);
    const token = await tokenOf(browser);
    const answers = [
      browser.delete(`/api/me/sessions/${own?.id}`).set('X-CSRF-Token', token),
      ...Array.from({ length: 5 }, () => browser.get('/api/me')),
    ];
    await Promise.all(answers);
    expect(await statusOf(browser)).toBe(401);
    expect(await SessionModel.findById(own?.id)).toBeNull();
  });

  it('are nobody else’s to end', async () => {
    const [mine, theirs] = [await logIn({ role: 'teacher' }), await logIn({ role: 'admin' })];
    const [session] = await sessionsOf(mine);
    expect((await endFrom(theirs, String(session?.id))).status).toBe(404);
    expect(await statusOf(mine)).toBe(200);
  });

  it('cannot be taken over by whoever reads the database', async () => {
    const browser = await logIn({ role: 'teacher' });
    const stored = JSON.stringify(await SessionModel.find().lean());
    const [, token = ''] = /session=([^;]+)/.exec(cookiesOf(browser)) ?? [];
    expect(token).toHaveLength(43);
    expect(stored).not.toContain(token);
  });

  it('are forgotten once they have ended', async () => {
    setMinutes(0);
    await logIn({ role: 'pupil' });
    setMinutes(60);
    const forget = app.jobs.find(({ name }) => name === 'forget-expired-logins');
    if (forget) await runJob(forget, app.services.logger);
    expect(
      await SessionModel.countDocuments({ expiresAt: { $lte: new Date(start.getTime() + 3_600_000) } }),
    ).toBe(0);
  });
});

describe('somebody whose role is lowered', () => {
  it('is logged out wherever the role was higher, as soon as the grant is taken back', async () => {
    const eppn = `lowered@${developmentScope}`;
    const grant = { idp: developmentProviderKey, eppn };
    await grantRole(app.services, { ...grant, role: 'admin' });
    const browser = await logIn({ role: 'teacher', eppn });
    expect((await browser.get('/api/audit')).status).toBe(200);
    await grantRole(app.services, { ...grant, role: 'pupil' });
    expect(await statusOf(browser)).toBe(401);
    const again = await logIn({ role: 'teacher', eppn });
    expect((await again.get('/api/audit')).status).toBe(403);
  });

  it('is logged out there when the provider says less at the next login', async () => {
    const eppn = `demoted@${developmentScope}`;
    const before = await logIn({ role: 'staff', eppn });
    const after = await logIn({ role: 'teacher', eppn });
    expect(await statusOf(before)).toBe(401);
    expect(await statusOf(after)).toBe(200);
  });

  it('is somebody else for an administrator, never the administrator', async () => {
    const admin = await signIn(app, { role: 'admin' });
    const teacher = await signIn(app, { role: 'teacher' });
    const given = await admin.put(`/api/accounts/${teacher.account.id}/role`, { role: 'educator' });
    expect(given.body).toMatchObject({ id: teacher.account.id, granted: 'educator' });
    const own = await admin.put(`/api/accounts/${admin.account.id}/role`, { role: 'pupil' });
    expect([own.status, (await admin.get('/api/me')).status]).toEqual([403, 200]);
  });
});

describe('changes', () => {
  it('are limited by person, so that a school behind one address is not', async () => {
    const [eager, calm] = [await signIn(app, { role: 'teacher' }), await signIn(app, { role: 'teacher' })];
    const statuses: number[] = [];
    while (statuses.length < writesPerMinute) {
      const some = Array.from({ length: 60 }, async () => (await eager.post('/api/nothing')).status);
      statuses.push(...(await Promise.all(some)));
    }
    expect(new Set(statuses)).toEqual(new Set([404]));
    const refused = await eager.post('/api/nothing');
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await calm.post('/api/nothing')).status).toBe(404);
    expect((await eager.get('/api/me')).status).toBe(200);
  }, 120_000);
});
