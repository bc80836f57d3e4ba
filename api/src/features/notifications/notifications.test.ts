import { setClock } from '../../platform/clock.ts';
import { runJob } from '../../platform/jobs.ts';
import type { Mail } from '../../platform/mail.ts';
import { someCentre, someLoan } from '../../testing/some-loan.ts';
import { openTestApp } from '../../testing/test-app.ts';
import { saveCentre } from '../organisation/index.ts';
import { remindBorrowers, tellBorrower } from './index.ts';
import { MessageModel } from './message.model.ts';
import { sendAll } from './send-messages.ts';

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeAll(async () => {
  app = await openTestApp();
  const { today: _today, developmentLogin: _login, ...settings } = someCentre;
  await saveCentre(settings);
});
beforeEach(async () => {
  await MessageModel.deleteMany({});
  app.mails.length = 0;
  at('2026-03-02T08:00:00Z');
});
afterAll(() => app.close());

const at = (instant: string) => setClock(() => new Date(instant));

/** The app’s services with a mail server that is down. */
const withoutMail = () => ({
  ...app.services,
  mail: {
    async send(): Promise<void> {
      throw new Error('connection refused');
    },
  },
});

async function sendByTheClock(): Promise<void> {
  const job = app.jobs.find(({ name }) => name === 'send mail');
  if (!job) throw new Error('there is no such job');
  await runJob(job, app.services.logger);
}

const subjects = () => app.mails.map((mail) => mail.subject);
const borrowedBy = (name: string, id: string, changes: Partial<typeof someLoan> = {}) => ({
  ...someLoan,
  id: id.padStart(24, '0'),
  reference: `L-2026-${id.padStart(5, '0')}`,
  borrower: { id: name.padEnd(24, '0'), displayName: name, email: `${name}@example.org` },
  ...changes,
});

describe('news of a loan', () => {
  it('reach the borrower by name, in Swedish, with where to see it', async () => {
    await tellBorrower(app.services, { news: 'dispatched', loan: someLoan });
    const [mail] = app.mails as [Mail];
    expect(mail.to).toEqual({ name: 'Åsa Öberg', address: 'asa.oberg@example.org' });
    expect(mail.subject).toBe('Ditt lån L-2026-00142 är på väg');
    for (const said of [
      'Hej Åsa Öberg,',
      '4 BlueBot',
      'tors 5 mars',
      '/lan/000000000000000000000007',
      'AV-Media Kalmar län',
    ])
      expect(mail.text).toContain(said);
    expect(mail.attachments).toEqual([]);
  });

  it('carry the loan’s days for one’s own calendar once they are agreed', async () => {
    await tellBorrower(app.services, {
      news: 'partly_approved',
      loan: someLoan,
      remark: 'Två är på lagning.',
    });
    const [mail] = app.mails as [Mail];
    expect(mail.text).toContain('4 av 6 BlueBot\n1 av 1 iPad-väska');
    expect(mail.text).toContain('Två är på lagning.');
    const [file] = mail.attachments ?? [];
    expect(file).toMatchObject({ fileName: 'L-2026-00142.ics' });
    expect(file?.mediaType).toMatch(/^text\/calendar/);
    const calendar = String(file?.content);
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260305');
    // An all-day event ends before the day that is named.
    expect(calendar).toContain('DTEND;VALUE=DATE:20260321');
  });

  it('say how to fetch and hand in what is not sent', async () => {
    const loan = { ...someLoan, delivery: 'pickup' as const };
    await tellBorrower(app.services, { news: 'packed', loan });
    expect(app.mails[0]?.subject).toBe('Ditt lån L-2026-00142 är klart att hämta');
    expect(app.mails[0]?.text).toContain('Du kan hämta lådan hos oss från tors 5 mars.');
  });

  it('are told once, however often and however many at once say so', async () => {
    const telling = { news: 'approved', loan: someLoan } as const;
    await Promise.all(Array.from({ length: 10 }, () => tellBorrower(app.services, telling)));
    await tellBorrower(app.services, telling);
    await sendByTheClock();
    expect(app.mails).toHaveLength(1);
    await tellBorrower(app.services, { news: 'approved', loan: { ...someLoan, version: 9 } });
    expect(app.mails).toHaveLength(2);
  });

  it('are not written to those who have no address or are anonymous', async () => {
    const { borrower: _borrower, ...anonymous } = someLoan;
    await tellBorrower(app.services, { news: 'approved', loan: anonymous });
    await tellBorrower(app.services, {
      news: 'approved',
      loan: { ...someLoan, borrower: { id: 'x', displayName: 'X' } },
    });
    expect(await MessageModel.countDocuments()).toBe(0);
  });

  it('outlast a mail server that is down, and are sent when it is up', async () => {
    await tellBorrower(withoutMail(), { news: 'approved', loan: someLoan });
    expect(app.mails).toHaveLength(0);
    await sendByTheClock();
    expect(app.mails).toHaveLength(0);
    at('2026-03-02T08:01:00Z');
    await sendByTheClock();
    await sendByTheClock();
    expect(subjects()).toEqual(['Din bokning L-2026-00142 är godkänd']);
  });

  it('are known as the same mail when a crash has them sent twice', async () => {
    await tellBorrower(app.services, { news: 'approved', loan: someLoan });
    const [first] = app.mails as [Mail];
    // As after a crash between the mail server’s yes and the note of it.
    const content = { to: first.to, subject: first.subject, text: first.text, attachments: [] };
    await MessageModel.updateMany({}, { $set: { state: 'waiting', content } });
    at('2026-03-02T08:06:00Z');
    await sendByTheClock();
    const [, second] = app.mails as [Mail, Mail];
    expect([second.key, second.writtenAt]).toEqual([first.key, first.writtenAt]);
  });

  it('are given up after two days of trying, and not kept once settled', async () => {
    await tellBorrower(withoutMail(), { news: 'approved', loan: someLoan });
    let now = new Date('2026-03-02T08:00:00Z').getTime();
    for (let hours = 0; hours < 72; hours += 1) {
      now += 60 * 60_000;
      at(new Date(now).toISOString());
      await sendAll(withoutMail());
    }
    await sendByTheClock();
    expect(app.mails).toHaveLength(0);
    const message = await MessageModel.findOne().lean();
    expect(message).toMatchObject({ state: 'given_up', lastError: 'connection refused' });
    expect(message).not.toHaveProperty('content');
  });

  it('keep nothing of what was said to whom once it is sent', async () => {
    await tellBorrower(app.services, { news: 'approved', loan: someLoan });
    expect(JSON.stringify(await MessageModel.find().lean())).not.toMatch(/Öberg|oberg|BlueBot/);
  });
});

describe('reminders', () => {
  const late = borrowedBy('asa', '1', { overdueDays: 3, state: 'on_loan' });
  const soon = borrowedBy('asa', '2', { state: 'on_loan' });
  const another = borrowedBy('bo', '3', { overdueDays: 1, state: 'on_loan' });

  it('are one mail per borrower and day, the latest first', async () => {
    await remindBorrowers(app.services, [
      { loan: soon, step: 'return_soon' },
      { loan: another, step: 'overdue_1' },
      { loan: late, step: 'overdue_3' },
    ]);
    expect(app.mails.map((mail) => mail.to.name).toSorted()).toEqual(['asa', 'bo']);
    const [mail] = app.mails as [Mail];
    expect(mail.subject).toBe('Påminnelse om dina lån');
    expect(mail.text.indexOf('L-2026-00001')).toBeLessThan(mail.text.indexOf('L-2026-00002'));
    expect(mail.text).toContain('för 3 dagar sedan');
    expect(app.mails[1]?.subject).toBe('Vi saknar L-2026-00003');
    expect(app.mails[1]?.text).toContain('i går');
  });

  it('never tell a step twice, on the same day or a later one', async () => {
    const reminders = [{ loan: late, step: 'overdue_3' }] as const;
    await Promise.all([1, 2, 3].map(() => remindBorrowers(app.services, reminders)));
    at('2026-03-03T08:00:00Z');
    await remindBorrowers(app.services, reminders);
    expect(app.mails).toHaveLength(1);
    at('2026-03-06T08:00:00Z');
    await remindBorrowers(app.services, [{ loan: { ...late, overdueDays: 7 }, step: 'overdue_7' }]);
    expect(app.mails).toHaveLength(2);
  });

  it('leave what comes up after the day’s mail for the next day', async () => {
    await remindBorrowers(app.services, [{ loan: late, step: 'overdue_3' }]);
    await remindBorrowers(app.services, [{ loan: soon, step: 'return_soon' }]);
    expect(app.mails).toHaveLength(1);
    at('2026-03-03T08:00:00Z');
    await remindBorrowers(app.services, [{ loan: soon, step: 'return_soon' }]);
    expect(subjects()).toEqual([
      'Vi saknar L-2026-00001',
      'Snart är det dags att lämna tillbaka L-2026-00002',
    ]);
  });
});
