import type { Filter } from '../../query/filter.ts';
import type { MatchDetails } from '../../query/path.ts';
import type { ReplyDocument } from '../../wire/reply.ts';
import type { Update } from '../../update/update.ts';

/** What a command does with the documents that it finds, as far as explaining it goes: nothing is done. */
export interface Effect {
  readonly stage: 'COUNT' | 'DELETE' | 'BATCHED_DELETE' | 'UPDATE';
  readonly type?: string;
  /** Looks at a document that would be concerned. */
  see?(document: Buffer): void;
  /** What would come of it. */
  outcome(found: number): { returned: number; counts: ReplyDocument };
}

export function counting(skip: number, limit: number): Effect {
  return {
    stage: 'COUNT',
    outcome: (found) => {
      const rest = Math.max(0, found - skip);
      const counted = limit > 0 ? Math.min(rest, limit) : rest;
      return { returned: 0, counts: { nCounted: counted, nSkipped: Math.min(found, skip) } };
    },
  };
}

/**
 * @param multi many documents are removed in batches, each of which is a commit of its own
 * @param returns does the command answer with the document?
 */
export function deleting(multi: boolean, returns: boolean): Effect {
  return {
    stage: multi ? 'BATCHED_DELETE' : 'DELETE',
    type: 'remove',
    outcome: (found) => ({ returned: returns ? found : 0, counts: { nWouldDelete: found } }),
  };
}

export function updating(
  update: Update,
  filter: Filter | undefined,
  { upsert, returns }: { upsert: boolean; returns: 'nothing' | 'old' | 'new' },
): Effect {
  let modified = 0;
  return {
    stage: 'UPDATE',
    type: 'update',
    see: (document) => {
      const details: MatchDetails = { position: undefined };
      if (update.positional) filter?.matches(document, details);
      if (update.apply(document, details) !== document) modified += 1;
    },
    outcome: (found) => {
      const inserted = upsert && found === 0 ? 1 : 0;
      const shown = returns === 'new' ? found + inserted : found;
      return {
        returned: returns === 'nothing' ? 0 : shown,
        counts: { nMatched: found, nWouldModify: modified, nWouldUpsert: inserted },
      };
    },
  };
}
