import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxSender } from './mail.ts';

describe('the outbox', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const sender = () => outboxSender(directory, { name: 'Centralen', address: 'centralen@example.org' });
  const mail = { to: { name: 'Åsa', address: 'asa@example.org' }, subject: 'Hej', text: 'Hallå där' };

  it('keeps every mail as a file of its own, with its text and attachments', async () => {
    const attachments = [{ fileName: 'lån.ics', content: 'BEGIN:VCALENDAR', mediaType: 'text/calendar' }];
    await sender().send({ ...mail, attachments });
    await sender().send(mail);
    const files = await readdir(directory);
    expect(files).toHaveLength(2);
    expect(files.every((name) => name.endsWith('.eml'))).toBe(true);
    const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
    expect(texts.some((text) => text.includes('text/calendar'))).toBe(true);
  });

  it('keeps one of a mail that is sent again under its key', async () => {
    const same = { ...mail, key: 'loan:7:approved', writtenAt: new Date('2026-03-02T08:00:00Z') };
    await sender().send(same);
    await sender().send(same);
    await sender().send({ ...same, key: 'loan:7:packed' });
    expect(await readdir(directory)).toHaveLength(2);
  });
});
