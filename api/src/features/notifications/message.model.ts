import { model, Schema, type Types } from 'mongoose';

export type MessageState = 'waiting' | 'sent' | 'given_up';

export type MessageContent = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  attachments: { fileName: string; content: string; mediaType: string }[];
};

export type MessageRecord = {
  _id: Types.ObjectId;
  /** What it is about, so that nobody is told the same twice. */
  key: string;
  /** For reminders: each loan and step that it tells of. */
  covers?: string[] | undefined;
  state: MessageState;
  writtenAt: Date;
  /** Not before this; moved on when somebody has taken it to send. */
  nextAttemptAt: Date;
  attempts: number;
  lastError?: string | undefined;
  /** When it was sent or given up. */
  settledAt?: Date | undefined;
  /** Gone once the message has been sent: what was said to whom is not kept. */
  content?: MessageContent | undefined;
};

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const attachmentSchema = new Schema({ fileName: text, content: text, mediaType: text }, { _id: false });
const contentSchema = new Schema(
  {
    to: {
      type: new Schema({ name: { type: String, default: '' }, address: text }, { _id: false }),
      required: true,
    },
    subject: text,
    text,
    attachments: [attachmentSchema],
  },
  { _id: false },
);

const messageSchema = new Schema<MessageRecord>(
  {
    key: text,
    // Not an empty list where there is none: the index below is for those that have one.
    covers: { type: [String], default: undefined },
    state: text,
    writtenAt: date,
    nextAttemptAt: date,
    attempts: { type: Number, required: true },
    lastError: String,
    settledAt: Date,
    content: { type: contentSchema },
  },
  { collection: 'messages', versionKey: false },
);
messageSchema.index({ key: 1 }, { unique: true });
messageSchema.index({ covers: 1 }, { unique: true, partialFilterExpression: { covers: { $exists: true } } });
messageSchema.index({ state: 1, nextAttemptAt: 1 });
messageSchema.index({ state: 1, settledAt: 1 });

export const MessageModel = model<MessageRecord>('Message', messageSchema);
