import type { ManagedAccount, RegisterEntry } from '@mediecentral/contracts';
import { loanInDatabase } from '../../testing/in-database.ts';
import {
  book,
  command,
  furnishCentre,
  kvarnskolan,
  setMorning,
  signInAt,
} from '../../testing/lending-centre.ts';
import { developmentScope } from '../../testing/login-in-steps.ts';
import { signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { AccountModel } from './account.model.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
});
beforeEach(() => setMorning('2026-03-02'));
afterAll(() => app.close());

describe('one’s own data', () => {
  it('comes as a file with the account, the sessions and the loans, and nobody else’s', async () => {
    const teacher = await signInAt(app, 'teacher', kvarnskolan);
    const colleague = await signInAt(app, 'teacher', kvarnskolan);
    const loan = await book(teacher, { lines: [{ modelId: '0000000000000000000000b2', quantity: 1 }] });
    const { headers, body } = await teacher.download('/api/me/data');
    expect(headers['content-disposition']).toContain('mediecentral-2026-03-02.json');
    const data = JSON.parse(body.toString('utf8')) as {
      account: { eppn: string };
      sessions: object[];
      loans: { reference: string }[];
    };
    expect(data.account.eppn).toBe(teacher.account.eppn);
    expect(data.sessions).toHaveLength(1);
    expect(data.loans.map(({ reference }) => reference)).toEqual([loan.reference]);
    expect(body.toString('utf8')).not.toContain(String(colleague.account.eppn));
    await command(teacher, loan, 'cancel');
  });

  it('is deleted with the account once no loan is open; the loans stay without a name', async () => {
    const teacher = await signInAt(app, 'teacher', kvarnskolan);
    const loan = await book(teacher, {
      purpose: 'Maja visar.',
      lines: [{ modelId: '0000000000000000000000b2', quantity: 1 }],
    });
    const refused = await teacher.delete('/api/me');
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'in_use']);
    await command(teacher, loan, 'cancel');
    expect((await teacher.delete('/api/me')).status).toBe(204);
    expect((await teacher.get('/api/me')).status).toBe(401);
    expect(await AccountModel.countDocuments({ _id: teacher.account.id })).toBe(0);
    const left = JSON.stringify(await loanInDatabase(loan.id));
    for (const trace of [teacher.account.id, 'Maja', String(teacher.account.email)])
      expect(left).not.toContain(trace);
    expect(left).toContain('Kvarnskolan');
  });

  it('of a pupil holds no name', async () => {
    const pupil = await signIn(app, {
      role: 'pupil',
      eppn: `liten@${developmentScope}`,
      displayName: 'Liten Larsson',
    });
    const { body } = await pupil.download('/api/me/data');
    expect(body.toString('utf8')).not.toMatch(/liten|larsson/i);
    expect((await pupil.delete('/api/me')).status).toBe(204);
    expect((await pupil.get('/api/me')).status).toBe(401);
  });
});

describe('the register', () => {
  it('says how long things are kept by the numbers that the code goes by', async () => {
    const [teacher, staff] = [await signInAt(app, 'teacher'), await signInAt(app, 'staff')];
    const keptOf = async (thing: string) =>
      ((await teacher.get('/api/register')).body as { entries: RegisterEntry[] }).entries.find(
        (entry) => entry.thing === thing,
      )?.kept;
    expect(await keptOf('pupil_account')).toEqual({ kind: 'months', months: 6, since: 'last_login' });
    expect(await keptOf('loan_borrower')).toEqual({ kind: 'months', months: 12, since: 'closed' });
    expect((await teacher.put('/api/register/loan-borrower', { months: 3 })).status).toBe(403);
    expect((await staff.put('/api/register/loan-borrower', { months: 3 })).status).toBe(200);
    expect(await keptOf('loan_borrower')).toEqual({ kind: 'months', months: 3, since: 'closed' });
    expect((await staff.get('/api/centre')).status).toBe(200);
  });
});

describe('administrators', () => {
  it('find people by the beginning of a name, and never pupils', async () => {
    const admin = await signIn(app, { role: 'admin' });
    await signIn(app, { role: 'teacher', eppn: `bo@${developmentScope}`, displayName: 'Åke Bärnlund' });
    await signIn(app, { role: 'pupil', displayName: 'Åke Bärnson' });
    const found = async (query: Record<string, string>) =>
      ((await admin.get('/api/accounts', query)).body as { items: ManagedAccount[] }).items.map(
        ({ displayName }) => displayName,
      );
    expect(await found({ q: 'bärn' })).toEqual(['Åke Bärnlund']);
    expect(await found({ q: 'bo@' })).toEqual(['Åke Bärnlund']);
    expect(await found({ role: 'pupil' })).toEqual([]);
    expect(await found({ q: 'ärn' })).toEqual([]);
  });

  it('see what role rules give before they are saved', async () => {
    const admin = await signIn(app, { role: 'admin' });
    const response = await admin.post('/api/role-rules/preview', {
      rules: [
        { attribute: 'affiliation', value: 'employee@', role: 'teacher' },
        { attribute: 'affiliation', value: 'employee@', role: 'admin' },
        { attribute: 'entitlement', value: 'urn:staff', role: 'staff' },
      ],
      attributes: { affiliation: ['employee@kalmar.se'] },
    });
    expect(response.body).toEqual({ role: 'teacher', matched: [0], withoutEffect: [1] });
  });
});
