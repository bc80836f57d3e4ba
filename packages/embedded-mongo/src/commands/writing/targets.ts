import { find, findAll, findFirst, type Query } from '../../planner/find.ts';
import type { Found } from '../../planner/walk.ts';
import type { Collection } from '../../storage/collection.ts';
import { BlockedByTransaction } from '../../storage/conflicts.ts';
import { recordKey } from '../../storage/keyspace.ts';
import type { View } from '../../storage/view.ts';
import type { CommandContext } from '../command.ts';
import type { WriteTarget } from './write-loop.ts';
import type { WriteProgress } from './write-progress.ts';

const SLICE_MS = 6;
/** After this many searches whose result somebody else changed first, the search is made inside the commit. */
const MAX_SEARCHES = 5;

/** What is done to one document. */
export type Change = (found: Found) => { modified: boolean };

/** The documents that a write is about: found inside the commit when that is quick, else before it. */
export class Targets {
  readonly #context: CommandContext;
  readonly #collection: Collection;
  readonly #query: Query;
  readonly #multi: boolean;
  /** Found outside of a commit, so that they have to be looked at again. */
  #candidates: number[] | undefined;
  #searches = 0;

  constructor(context: CommandContext, collection: Collection, query: Query, multi: boolean) {
    this.#context = context;
    this.#collection = collection;
    this.#query = multi ? query : { ...query, limit: 1 };
    this.#multi = multi;
  }

  /** Looks for the documents, giving way to others. */
  async search(): Promise<void> {
    const { operation, view } = this.#context;
    this.#searches += 1;
    const candidates: number[] = [];
    for await (const chunk of find(view, this.#collection, this.#query, operation)) {
      for (const { recordId } of chunk) candidates.push(recordId);
    }
    this.#candidates = candidates;
  }

  /**
   * Changes one document.
   * @returns the document, undefined when there is none, or `search`
   */
  first({ view }: WriteTarget): Found | undefined | 'search' {
    const [candidate] = this.#candidates ?? [];
    if (this.#candidates && candidate === undefined) return undefined;
    if (candidate !== undefined) {
      const found = this.#stillMatching(view, candidate);
      this.#candidates = undefined;
      if (found) return found;
    }
    const limited = this.#searches < MAX_SEARCHES;
    const found = findFirst(view, this.#collection, this.#query, limited);
    return found === 'later' ? 'search' : found;
  }

  /** Changes all of them, as many as may be in one commit. */
  all({ view }: WriteTarget, progress: WriteProgress, change: Change): 'done' | 'more' | 'search' {
    const targets = progress.current.targets ?? this.#allTargets(view);
    if (!targets) return 'search';
    let { offset, matched, modified } = progress.current;
    const begun = offset;
    const end = performance.now() + SLICE_MS;
    try {
      for (; offset < targets.length; offset += 1) {
        if (offset > begun && performance.now() > end) break;
        const found = this.#stillMatching(view, targets[offset]!);
        if (!found) continue;
        if (change(found).modified) modified += 1;
        matched += 1;
      }
    } catch (error) {
      if (!(error instanceof BlockedByTransaction) || modified === progress.current.modified) throw error;
    }
    progress.current = { targets, offset, matched, modified };
    return offset < targets.length ? 'more' : 'done';
  }

  #allTargets(view: View): readonly number[] | undefined {
    if (this.#candidates) return this.#candidates;
    const found = findAll(view, this.#collection, this.#query);
    return found === 'later' ? undefined : found.map(({ recordId }) => recordId);
  }

  #stillMatching(view: View, recordId: number): Found | undefined {
    const document = view.get(recordKey(this.#collection.slot, recordId));
    if (!document) return undefined;
    const { filter } = this.#query;
    return !filter || filter.matches(document) ? { recordId, document } : undefined;
  }

  get isMulti(): boolean {
    return this.#multi;
  }
}
