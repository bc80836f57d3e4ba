import type { AuditEntry, ManagedAccount, Me, Role } from '@mediecentral/contracts';
import { developmentProviderKey } from '../../process/development-provider.ts';
import { askProvider, developmentScope, openBrowser, postAnswer } from '../../testing/login-in-steps.ts';
import { type Person, signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await openTestApp();
  admin = await signIn(app, { role: 'admin', displayName: 'Vera Norlin' });
});
afterAll(() => app.close());

const nameOf = (name: string) => `${name}@${developmentScope}`;
const give = (who: Person, eppn: string, role: Role, idp = developmentProviderKey) =>
  who.post('/api/grants', { idp, eppn, role });
const shown = async (id: string) =>
  ((await admin.get('/api/accounts', { limit: 200 })).body as { items: ManagedAccount[] }).items.find(
    (account) => account.id === id,
  );
async function logIn(role: Role, eppn: string) {
  const browser = openBrowser(app);
  await postAnswer(browser, await askProvider(app, browser, { role, eppn }));
  return browser;
}
const roleIn = async (browser: ReturnType<typeof openBrowser>) => {
  const { status, body } = await browser.get('/api/me');
  return status === 200 ? (body as Me).account.role : status;
};

describe('a role that an administrator gives', () => {
  it('waits for somebody who has never logged in, and is then theirs', async () => {
    expect((await give(admin, nameOf('New.Colleague'), 'staff')).status).toBe(204);
    const { account } = await signIn(app, { role: 'pupil', eppn: nameOf('new.colleague') });
    expect(account.role).toBe('staff');
    expect(await shown(account.id)).toMatchObject({
      role: 'staff',
      byRules: 'pupil',
      granted: 'staff',
      providerName: 'Utvecklingsinloggning',
    });
  });

  it('is the person’s at that provider alone, whose scope it has to be', async () => {
    const elsewhere = await give(admin, 'kerstin.ahl@kalmar.se', 'staff');
    expect([elsewhere.status, elsewhere.body]).toEqual([
      400,
      expect.objectContaining({
        code: 'invalid_request',
        errors: [expect.objectContaining({ path: '/eppn', code: 'wrong_scope' })],
      }),
    ]);
    expect((await give(admin, nameOf('a'), 'staff', 'no-such')).status).toBe(404);
    expect((await give(admin, 'no name', 'staff')).status).toBe(400);
  });

  it('is in the trail with who gave it to whom, and with what was before', async () => {
    await give(admin, nameOf('traced'), 'educator');
    await give(admin, nameOf('traced'), 'staff');
    const { items } = (await admin.get('/api/audit', { action: 'role.granted', limit: 1 })).body as {
      items: AuditEntry[];
    };
    expect(items[0]).toMatchObject({
      by: { accountId: admin.account.id, displayName: 'Vera Norlin' },
      subject: { kind: 'principal', label: nameOf('traced') },
      changes: { role: 'staff', before: 'educator' },
    });
  });

  it('is never one’s own, by either way', async () => {
    const eppn = String(admin.account.eppn);
    expect((await give(admin, eppn, 'pupil')).status).toBe(403);
    expect((await admin.put(`/api/accounts/${admin.account.id}/role`, { role: 'teacher' })).status).toBe(403);
  });

  it.each(['pupil', 'teacher', 'educator', 'staff'] as const)('is not %s’s to give', async (role) => {
    const person = await signIn(app, { role });
    expect((await give(person, nameOf('friend'), 'admin')).status).toBe(403);
  });
});

describe('running sessions', () => {
  it('have no more than what they were opened with, whatever a later login brings', async () => {
    const eppn = nameOf('raised');
    const before = await logIn('teacher', eppn);
    await give(admin, eppn, 'admin');
    expect(await roleIn(before)).toBe('teacher');
    const after = await logIn('teacher', eppn);
    expect(await roleIn(after)).toBe('admin');
    expect(await roleIn(before)).toBe('teacher');
    expect((await before.get('/api/audit')).status).toBe(403);
    await give(admin, eppn, 'educator');
    expect(await roleIn(after)).toBe(401);
    expect(await roleIn(before)).toBe('teacher');
    expect((await before.get('/api/audit')).status).toBe(403);
  });

  it('go on where the provider’s rules give as much as the grant that is taken back', async () => {
    const eppn = nameOf('both');
    await give(admin, eppn, 'educator');
    const browser = await logIn('staff', eppn);
    await give(admin, eppn, 'pupil');
    expect(await roleIn(browser)).toBe('staff');
  });
});
