import type { Services } from '../../platform/services.ts';
import { giveUp, postpone, settleSent, takeMessage, type WaitingMessage } from './message.repository.ts';

/** With pauses of 1, 2, 4 … minutes, six hours at the most: about two days. */
const mostAttempts = 16;
const longestPause = 6 * 60;

/**
 * Sends one message if it waits, the one of this key or the oldest. A mail server that says no is no failure of the
 * caller's: it is tried again later. False when none waits.
 */
export async function sendOne({ mail, logger }: Services, key?: string): Promise<boolean> {
  const message = await takeMessage(key);
  if (!message) return false;
  try {
    const { to, subject, text, attachments } = message.content;
    // After a crash between the next two lines it is sent again, and known by its key as the same mail.
    await mail.send({ to, subject, text, attachments, key: message.key, writtenAt: message.writtenAt });
    await settleSent(message.id);
  } catch (error) {
    await tryLater(message, error as Error);
    logger.warn({ err: error, message: message.id, attempts: message.attempts }, 'mail was not sent');
  }
  return true;
}

/** Sends everything that waits and is due. */
export async function sendAll(services: Services): Promise<void> {
  while (await sendOne(services));
}

async function tryLater({ id, attempts }: WaitingMessage, error: Error): Promise<void> {
  if (attempts >= mostAttempts) return giveUp(id, error.message);
  await postpone(id, Math.min(longestPause, 2 ** (attempts - 1)), error.message);
}
