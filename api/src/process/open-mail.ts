import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { type MailSender, outboxSender, smtpSender } from '../platform/mail.ts';

/** By SMTP where it is set, else files in the data directory's outbox. */
export function openMail(config: Config): MailSender {
  const from = { name: 'Mediecentral', address: `no-reply@${new URL(config.publicUrl).hostname}` };
  return config.smtpUrl
    ? smtpSender(config.smtpUrl, from)
    : outboxSender(join(config.dataDirectory, 'outbox'), from);
}
