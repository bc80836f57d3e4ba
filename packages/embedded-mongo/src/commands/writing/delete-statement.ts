import type { Found } from '../../planner/walk.ts';
import type { Collection } from '../../storage/collection.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { removeRecord } from '../../storage/records.ts';
import type { Scope } from '../../pipeline/scope.ts';
import type { Collation } from '../../query/collation.ts';
import type { CommandContext } from '../command.ts';
import { stillThere } from './insert.ts';
import { compileQuery } from '../reading/query-fields.ts';
import { Targets } from './targets.ts';
import type { Statement, WriteTarget } from './write-loop.ts';
import type { WriteProgress } from './write-progress.ts';

export interface DeleteSpecification {
  filter: Buffer;
  multi: boolean;
  sort: Buffer | undefined;
  hint: RawField | undefined;
  collation: Collation | undefined;
  scope: Scope;
}

/** What a deletion did. */
export interface DeleteOutcome {
  deleted: number;
  /** Of a deletion of one document: what it was. */
  document: Buffer | undefined;
}

/** The deletion of one document or of many. */
export class DeleteStatement implements Statement {
  readonly #collection: Collection | undefined;
  readonly #multi: boolean;
  readonly #targets: Targets | undefined;
  readonly #done: (progress: WriteProgress, outcome: DeleteOutcome) => void;

  /**
   * @param collection undefined when there is none
   * @throws CommandError for whatever is wrong in the filter
   */
  constructor(
    context: CommandContext,
    collection: Collection | undefined,
    { multi, ...query }: DeleteSpecification,
    done: (progress: WriteProgress, outcome: DeleteOutcome) => void,
  ) {
    this.#collection = collection && stillThere(context, collection);
    this.#multi = multi;
    const compiled = compileQuery(this.#collection, query);
    this.#targets = this.#collection && new Targets(context, this.#collection, compiled, multi);
    this.#done = done;
  }

  async search(): Promise<void> {
    await this.#targets?.search();
  }

  run(target: WriteTarget, progress: WriteProgress): 'done' | 'more' | 'search' {
    if (!this.#targets) {
      this.#done(progress, { deleted: 0, document: undefined });
      return 'done';
    }
    if (this.#multi) {
      const result = this.#targets.all(target, progress, (found) => {
        this.#remove(target, found);
        return { modified: true };
      });
      if (result === 'done')
        this.#done(progress, { deleted: progress.current.modified, document: undefined });
      return result;
    }
    const found = this.#targets.first(target);
    if (found === 'search') return 'search';
    if (found) this.#remove(target, found);
    this.#done(progress, { deleted: found ? 1 : 0, document: found?.document });
    return 'done';
  }

  #remove({ view }: WriteTarget, { recordId, document }: Found): void {
    removeRecord(view, this.#collection!, recordId, document);
  }
}
