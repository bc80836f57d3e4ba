import { Types } from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { type MessageContent, MessageModel } from './message.model.ts';

export type { MessageContent } from './message.model.ts';

export type WaitingMessage = {
  id: string;
  key: string;
  writtenAt: Date;
  attempts: number;
  content: MessageContent;
};

/** Long enough for any mail server to take a mail, short enough that a crash delays nobody. */
const sendingMinutes = 5;

/** Writes a message down to be sent. False, and nothing is written, when this key, or one of `covers`, has been told. */
export async function insertMessage(
  key: string,
  content: MessageContent,
  covers?: readonly string[],
): Promise<boolean> {
  const now = clock.now();
  try {
    await MessageModel.create([
      {
        key,
        ...(covers ? { covers: [...covers] } : {}),
        state: 'waiting',
        writtenAt: now,
        nextAttemptAt: now,
        attempts: 0,
        content,
      },
    ]);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return false;
    throw error;
  }
}

/** Those of these reminders that have been written down already. */
export async function findCovered(covers: readonly string[]): Promise<Set<string>> {
  const messages = await MessageModel.find(
    { covers: { $exists: true, $in: [...covers] } },
    { covers: 1 },
  ).lean();
  return new Set(messages.flatMap((message) => message.covers ?? []));
}

/** Takes one message that is due, this one or the oldest, so that nobody else sends it meanwhile. */
export async function takeMessage(key?: string): Promise<WaitingMessage | undefined> {
  const now = clock.now();
  const taken = await MessageModel.findOneAndUpdate(
    { ...(key === undefined ? {} : { key }), state: 'waiting', nextAttemptAt: { $lte: now } },
    { $set: { nextAttemptAt: inMinutes(now, sendingMinutes) }, $inc: { attempts: 1 } },
    { returnDocument: 'after', sort: { nextAttemptAt: 1 } },
  ).lean();
  if (!taken?.content) return undefined;
  const { _id, key: takenKey, writtenAt, attempts, content } = taken;
  return { id: String(_id), key: takenKey, writtenAt, attempts, content };
}

/** It has been sent: that is kept, what it said and to whom is not. */
export async function settleSent(id: string): Promise<void> {
  await MessageModel.updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { state: 'sent', settledAt: clock.now() }, $unset: { content: 1, lastError: 1 } },
  );
}

export async function postpone(id: string, minutes: number, lastError: string): Promise<void> {
  await MessageModel.updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { nextAttemptAt: inMinutes(clock.now(), minutes), lastError } },
  );
}

export async function giveUp(id: string, lastError: string): Promise<void> {
  await MessageModel.updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { state: 'given_up', settledAt: clock.now(), lastError }, $unset: { content: 1 } },
  );
}

/** Removes what was sent or given up before a time; gives how many. */
export async function deleteSettledBefore(time: Date): Promise<number> {
  const { deletedCount } = await MessageModel.deleteMany({
    state: { $in: ['sent', 'given_up'] },
    settledAt: { $lt: time },
  });
  return deletedCount;
}

const inMinutes = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);
