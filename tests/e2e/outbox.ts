import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The subjects of the mail that the server has written about a loan, in the order of writing. */
export async function subjectsAbout(reference: string): Promise<string[]> {
  const directory = join(process.env.E2E_DATA_DIR ?? '', 'outbox');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.eml')).toSorted();
  const mails = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return mails
    .filter((mail) => decoded(mail).includes(reference))
    .map((mail) => decoded(headerOf(mail, 'Subject')));
}

function headerOf(mail: string, name: string): string {
  const folded = mail.replaceAll(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'm').exec(folded)?.[1] ?? '';
}

/** Quoted-printable (RFC 2045) and encoded words (RFC 2047) of UTF-8 as text. */
function decoded(text: string): string {
  const words = text.replaceAll(/=\?utf-8\?(q|b)\?([^?]*)\?=\s*/gi, (_all, kind: string, content: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(content, 'base64').toString('utf8')
      : bytesOf(content.replaceAll('_', ' ')),
  );
  return bytesOf(words.replaceAll(/=\r?\n/g, ''));
}

const bytesOf = (text: string) =>
  text.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  );
