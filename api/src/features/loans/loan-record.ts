import type { Loan, LoanLine } from '@mediecentral/contracts';
import type { LoanNews } from '../notifications/index.ts';

/** A unit in the box, with what staff decided about it when it came back. */
export type PackedUnit = LoanLine['units'][number] & { repair?: boolean | undefined };

export type LineRecord = Omit<LoanLine, 'units'> & { units: PackedUnit[] };

/**
 * A loan as it is kept. School, municipality, stage and the models' names are copies from the day of the request:
 * statistics must not change when a school moves or a model is renamed.
 */
export type LoanRecord = Omit<
  Loan,
  'lines' | 'requestedAt' | 'events' | 'overdueDays' | 'inDanger' | 'allowed'
> & {
  /** Of the first day at school: what a year's figures are counted by. */
  year: number;
  requestedAt: Date;
  lines: LineRecord[];
  events: EventRecord[];
  /** It has left the centre: only then does it count as a loan in the year's figures. */
  wasSent: boolean;
  /** Absent until it is back; then whether it came after its last day. */
  cameBackLate?: boolean | undefined;
  /** Checked while some of it was still out; for queries, the lines say the same. */
  partlyBack?: boolean | undefined;
  /** Since when ledger, units or borrower may not know yet what was committed; the sweeper settles what a crash left. */
  unsettledSince?: Date | undefined;
  /** What the borrower is still to be told, oldest first. */
  untold: UntoldNews[];
  /** Units whose outcome equipment is still to be told, by id. */
  unrecorded?: string[] | undefined;
  /** Steps of reminders that have been sent. */
  reminded?: string[] | undefined;
  /** Whose request it was made by, and what it said: the same request again gives the same loan. */
  requestKey?: string | undefined;
  requestDigest?: string | undefined;
};

export type EventRecord = Omit<Loan['events'][number], 'at'> & { at: Date };

export type UntoldNews = { news: LoanNews; key: string; remark?: string | undefined };
