import mongoose from 'mongoose';
import type { Actor } from '../../platform/actor.ts';
import { clock, setClock } from '../../platform/clock.ts';
import { runJob } from '../../platform/jobs.ts';
import { SessionModel } from '../../platform/session.model.ts';
import { dieAfter } from '../../testing/die-after.ts';
import { auditLineInDatabase, loanInDatabase } from '../../testing/in-database.ts';
import {
  book,
  command,
  furnishCentre,
  kvarnskolan,
  setMorning,
  signInAt,
} from '../../testing/lending-centre.ts';
import { signIn, type TestApp } from '../../testing/sign-in.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { AccountModel } from './account.model.ts';
import { purgePersonalData } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await furnishCentre();
});
beforeEach(async () => {
  await AccountModel.deleteMany({});
  await SessionModel.deleteMany({});
});
afterAll(() => app.close());

const nobodyInParticular: Actor = {
  accountId: '',
  role: 'admin',
  displayName: '',
  email: undefined,
  schoolUnitIds: [],
};

const isThere = async (id: string) => (await AccountModel.countDocuments({ _id: id })) === 1;
const at = (instant: string) => setClock(() => new Date(instant));
const purgeNightly = async () => {
  const job = app.jobs.find(({ name }) => name === 'purge-personal-data');
  if (!job) throw new Error('no such job');
  await runJob(job, app.services.logger);
};

describe('a pupil’s account', () => {
  it.each([
    // The last minute of 2 March in Sweden, and the first of the day after.
    ['2026-03-02T22:59:00Z', '2026-09-02T21:59:00Z', '2026-09-02T22:00:00Z'],
    ['2025-08-31T10:00:00Z', '2026-02-28T22:59:00Z', '2026-02-28T23:00:00Z'],
  ])('last used at %s is there at %s and removed at %s', async (login, kept, removed) => {
    at(login);
    const { account } = await signIn(app, { role: 'pupil' });
    at(kept);
    await purgeNightly();
    expect(await isThere(account.id)).toBe(true);
    at(removed);
    await purgeNightly();
    expect(await isThere(account.id)).toBe(false);
    expect(await SessionModel.countDocuments({ accountId: account.id })).toBe(0);
  });

  it('is only counted by a dry run, and leaves a line in the trail when it goes', async () => {
    at('2026-01-07T08:00:00Z');
    const pupil = await signIn(app, { role: 'pupil' });
    const teacher = await signIn(app, { role: 'teacher' });
    at('2026-07-20T08:00:00Z');
    expect(await purgePersonalData({ dryRun: true })).toMatchObject({
      accounts: 1,
      unusedSince: '2026-01-20',
    });
    expect(await isThere(pupil.account.id)).toBe(true);
    expect(await purgePersonalData()).toMatchObject({ accounts: 1 });
    expect(await isThere(pupil.account.id)).toBe(false);
    expect(await isThere(teacher.account.id)).toBe(true);
    const line = await auditLineInDatabase('pupil_accounts.purged', clock.now());
    expect(line).toMatchObject({ changes: { removed: 1 } });
  });

  it('goes to the last one, and no other does, wherever the purge is killed before it is run again', async () => {
    at('2026-01-07T08:00:00Z');
    for (let count = 0; count < 2; count += 1) await signIn(app, { role: 'pupil' });
    at('2026-08-01T08:00:00Z');
    const fresh = await signIn(app, { role: 'pupil' });
    const now = '2026-08-20T03:10:00Z';
    const left: number[] = [];
    // After every write that there is, one after the other: each leaves less for the next.
    for (let writes = 1; ; writes += 1) {
      const killed = await dieAfter({
        uri: String(process.env.MONGODB_URI),
        database: mongoose.connection.name,
        writes,
        now,
        actor: nobodyInParticular,
        deed: { name: 'purge' },
      });
      left.push(await AccountModel.countDocuments());
      if (!killed) break;
    }
    expect([left[0], left.at(-1)]).toEqual([3, 1]);
    expect(left.length).toBeGreaterThan(5);
    at(now);
    expect(await purgePersonalData()).toMatchObject({ accounts: 0 });
    expect([await AccountModel.countDocuments(), await SessionModel.countDocuments()]).toEqual([1, 1]);
    expect(await isThere(fresh.account.id)).toBe(true);
  });
});

describe('the borrower of a finished loan', () => {
  it('is known for as long as the centre keeps borrowers, and of an open loan as long as it is open', async () => {
    setMorning('2026-03-02');
    const teacher = await signInAt(app, 'teacher', kvarnskolan);
    const one = [{ modelId: '0000000000000000000000b2', quantity: 1 }];
    const open = await book(teacher, { lines: one });
    const finished = await command(
      teacher,
      await book(teacher, { lines: one, purpose: 'Maja visar' }),
      'cancel',
    );
    setMorning('2027-03-02');
    expect((await purgePersonalData()).loans).toBe(0);
    setMorning('2027-03-03');
    expect(await purgePersonalData({ dryRun: true })).toMatchObject({ loans: 1, endedBefore: '2026-03-03' });
    expect((await purgePersonalData()).loans).toBe(1);
    expect((await purgePersonalData()).loans).toBe(0);
    const loan = await loanInDatabase(finished.id);
    expect([loan?.borrower, loan?.requestKey, loan?.purpose]).toEqual([undefined, undefined, undefined]);
    expect(loan?.events.map(({ by }) => by)).toEqual([undefined, undefined]);
    expect(JSON.stringify(loan)).not.toContain('Maja');
    expect((await loanInDatabase(open.id))?.borrower?.id).toBe(teacher.account.id);
    expect(loan?.schoolUnit.name).toBe('Kvarnskolan');
  });
});
