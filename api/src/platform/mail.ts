import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { clock } from './clock.ts';

export type Mail = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  attachments?: { fileName: string; content: Buffer | string; mediaType: string }[];
  /** What makes it the same mail when it is sent again after a crash: mail servers, and the outbox, keep one of them. */
  key?: string;
  /** When it was written, where that was before now. */
  writtenAt?: Date;
};

export type MailSender = { send(mail: Mail): Promise<void> };

type Sender = { name: string; address: string };

/** Names a mail by its key without telling what the key says. */
const nameOf = ({ key }: Mail) =>
  key === undefined ? randomUUID() : createHash('sha256').update(key).digest('hex').slice(0, 32);

function messageOf(from: Sender, mail: Mail): SendMailOptions {
  return {
    messageId: `<${nameOf(mail)}@${from.address.split('@')[1] ?? 'localhost'}>`,
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    date: mail.writtenAt ?? clock.now(),
    // Tells mail systems not to answer with an absence message.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: (mail.attachments ?? []).map(({ fileName, content, mediaType }) => ({
      filename: fileName,
      content,
      contentType: mediaType,
    })),
  };
}

/** Sends by SMTP, over one kept connection. */
export function smtpSender(url: string, from: Sender): MailSender {
  const transport = createTransport({ url, pool: true, maxConnections: 2 });
  return {
    async send(mail) {
      await transport.sendMail(messageOf(from, mail));
    },
  };
}

/** Writes every mail as an `.eml` file, for a machine without SMTP; a file appears only when it is complete. */
export function outboxSender(directory: string, from: Sender): MailSender {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(from, mail));
      await mkdir(directory, { recursive: true });
      const writtenAt = mail.writtenAt ?? clock.now();
      const name = `${writtenAt.toISOString().replaceAll(':', '-')}-${nameOf(mail).slice(0, 8)}`;
      const partial = join(directory, `.${name}.partial`);
      await writeFile(partial, message as Buffer);
      await rename(partial, join(directory, `${name}.eml`));
    },
  };
}
