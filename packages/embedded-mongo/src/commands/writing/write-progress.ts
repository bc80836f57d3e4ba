import { rawFields } from '../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument, type ReplyValue } from '../../wire/reply.ts';
import { numberOf } from '../fields.ts';

/** What the statement that is not finished yet has done. */
export interface CurrentStatement {
  /** The records that it is about, once they are found. */
  readonly targets: readonly number[] | undefined;
  /** How many of them are behind it. */
  readonly offset: number;
  readonly matched: number;
  readonly modified: number;
}

const NOT_BEGUN: CurrentStatement = { targets: undefined, offset: 0, matched: 0, modified: 0 };

/** Details of errors take at most so much of a reply; errors after that come without them. */
const MAX_DETAILS_BYTES = 4 * 1024 * 1024;

/** What a command of several writes has done so far. It can be written down and gone on with. */
export class WriteProgress {
  /** Statements that are finished, whether they took effect or not. */
  done = 0;
  current = NOT_BEGUN;
  /** How many parts of the lists have been written down, and what was in them. */
  parts = 0;
  #inParts: ReadonlyMap<string, number> = new Map();
  #detailsBytes = 0;
  /** Counts by their name in the reply, such as `n` and `nModified`. */
  readonly #counts: Map<string, number>;
  /** Lists by their name in the reply, such as `upserted` and `writeErrors`. */
  readonly #lists: Map<string, ReplyValue[]>;

  /** @param counts names of those that the reply has even when they are 0 */
  constructor(
    counts: Iterable<readonly [string, number]>,
    lists: Iterable<readonly [string, ReplyValue[]]> = [],
  ) {
    this.#counts = new Map(counts);
    this.#lists = new Map(lists);
  }

  /** Goes to the next statement. */
  next(): void {
    this.done += 1;
    this.current = NOT_BEGUN;
  }

  count(name: string, more: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + more);
  }

  list(name: string, value: ReplyValue): void {
    const list = this.#lists.get(name);
    if (list) list.push(value);
    else this.#lists.set(name, [value]);
  }

  /** An error as the reply has room for it. */
  fitted<E extends ReplyDocument>(error: E): E {
    if (!Buffer.isBuffer(error['errInfo'])) return error;
    this.#detailsBytes += error['errInfo'].length;
    return this.#detailsBytes > MAX_DETAILS_BYTES ? { ...error, errInfo: undefined } : error;
  }

  /** It is of a command that counts the same, which may be another one. */
  countsLike(other: WriteProgress): boolean {
    return [...this.#counts.keys()].join(' ') === [...other.#counts.keys()].join(' ');
  }

  counted(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  listed(name: string): readonly ReplyValue[] {
    return this.#lists.get(name) ?? [];
  }

  copy(): WriteProgress {
    const copy = new WriteProgress(
      this.#counts,
      [...this.#lists].map(([name, list]) => [name, [...list]] as const),
    );
    copy.done = this.done;
    copy.current = this.current;
    copy.parts = this.parts;
    copy.#inParts = this.#inParts;
    copy.#detailsBytes = this.#detailsBytes;
    return copy;
  }

  reply(): ReplyDocument {
    return Object.fromEntries<ReplyValue>([...this.#counts, ...this.#lists]);
  }

  /** All but the lists, which `nextPart` gives. */
  encode(): Buffer {
    return encodeReply(Object.fromEntries(this.#counts));
  }

  /** What has been listed since the last part, which counts as written down from now on; undefined for nothing. */
  nextPart(): Buffer | undefined {
    const more = [...this.#lists]
      .map(([name, list]) => [name, list.slice(this.#inParts.get(name))] as const)
      .filter(([, list]) => list.length > 0);
    if (more.length === 0) return undefined;
    this.#inParts = new Map([...this.#lists].map(([name, { length }]) => [name, length]));
    this.parts += 1;
    return encodeReply(Object.fromEntries(more));
  }

  static decode(done: number, counts: Buffer, parts: readonly Buffer[]): WriteProgress {
    const progress = new WriteProgress(
      [...rawFields(counts)].map(([name, field]) => [name, numberOf(field)] as const),
    );
    for (const part of parts) {
      for (const [name, list] of rawFields(part)) {
        for (const [, value] of rawFields(list.bytes)) progress.list(name, value);
      }
    }
    progress.done = done;
    progress.parts = parts.length;
    progress.#inParts = new Map([...progress.#lists].map(([name, { length }]) => [name, length]));
    return progress;
  }
}
