import { CommandError } from '../../bson/command-error.ts';
import type { Scope } from '../../pipeline/scope.ts';
import type { Found } from '../../planner/walk.ts';
import type { Collation } from '../../query/collation.ts';
import type { MatchDetails } from '../../query/path.ts';
import type { Collection } from '../../storage/collection.ts';
import { assertStorable, newDocument } from '../../storage/new-document.ts';
import {
  BSON_TYPE,
  EMPTY_DOCUMENT,
  findElement,
  rawFields,
  type RawField,
} from '../../storage/raw-fields.ts';
import { insertRecord, replaceRecord } from '../../storage/records.ts';
import { withConstants } from '../../update/constants.ts';
import { assertUpsertFilter } from '../../update/seed.ts';
import { compileUpdate, insertionOf, type Update } from '../../update/update.ts';
import type { CommandContext } from '../command.ts';
import { stillThere } from './insert.ts';
import { compileQuery } from '../reading/query-fields.ts';
import { Targets } from './targets.ts';
import { assertValid } from './validation.ts';
import type { Statement, WriteTarget } from './write-loop.ts';
import type { WriteProgress } from './write-progress.ts';

export interface UpdateSpecification {
  filter: Buffer;
  /** A document of operators, a replacement, or the stages of a pipeline. */
  update: RawField;
  /** The update is a replacement, whatever its fields are. */
  replaces?: boolean | undefined;
  arrayFilters: Buffer[] | undefined;
  multi: boolean;
  upsert: boolean;
  /** Variables of a pipeline, values that are taken as they are. */
  constants?: Buffer | undefined;
  /** An upsert inserts the constant `new`. */
  upsertSupplied?: boolean | undefined;
  sort: Buffer | undefined;
  hint: RawField | undefined;
  collation: Collation | undefined;
  scope: Scope;
  bypassValidation: boolean;
}

/** What an update did. */
export interface UpdateOutcome {
  matched: number;
  modified: number;
  upsertedId: RawField | undefined;
  /** Of an update of one document: what it was and what it is. */
  before: Buffer | undefined;
  after: Buffer | undefined;
}

const NOTHING: UpdateOutcome = {
  matched: 0,
  modified: 0,
  upsertedId: undefined,
  before: undefined,
  after: undefined,
};
const ID = Buffer.from('_id');

/** An update of one document or of many, or the insertion of one when there is none. */
export class UpdateStatement implements Statement {
  readonly #context: CommandContext;
  readonly #collection: Collection | undefined;
  readonly #specification: UpdateSpecification;
  readonly #update: Update;
  /** What an upsert inserts, where it is not what the update makes. */
  readonly #supplied: Buffer | undefined;
  readonly #targets: Targets | undefined;
  readonly #filter: ReturnType<typeof compileQuery>['filter'];
  readonly #done: (progress: WriteProgress, outcome: UpdateOutcome) => void;

  /**
   * @param collection undefined when there is none, so that nothing can be found
   * @throws CommandError for whatever is wrong in the filter or the update
   */
  constructor(
    context: CommandContext,
    collection: Collection | undefined,
    specification: UpdateSpecification,
    done: (progress: WriteProgress, outcome: UpdateOutcome) => void,
  ) {
    const { filter, update, arrayFilters, collation, multi, sort, hint } = specification;
    const { constants, upsert, upsertSupplied, replaces } = specification;
    const scope = withConstants(specification.scope, constants);
    if (multi && sort) throw new CommandError(9, 'Cannot specify sort with multi=true');
    if (upsert) assertUpsertFilter(filter);
    this.#context = context;
    this.#collection = collection && stillThere(context, collection);
    this.#specification = specification;
    this.#update = compileUpdate(update, {
      arrayFilters,
      collation,
      constants: constants !== undefined,
      scope,
      multi,
      replaces,
    });
    if (upsertSupplied) this.#supplied = suppliedBy(upsert, constants);
    const query = compileQuery(this.#collection, { filter, sort, hint, collation, scope });
    this.#filter = query.filter;
    this.#targets = this.#collection && new Targets(context, this.#collection, query, multi);
    this.#done = done;
  }

  async search(): Promise<void> {
    await this.#targets?.search();
  }

  run(target: WriteTarget, progress: WriteProgress): 'done' | 'more' | 'search' {
    if (!this.#targets || !this.#collection) {
      this.#done(progress, NOTHING);
      return 'done';
    }
    return this.#specification.multi
      ? this.#runMany(target, progress, this.#targets)
      : this.#runOne(target, progress, this.#targets);
  }

  #runOne(target: WriteTarget, progress: WriteProgress, targets: Targets): 'done' | 'search' {
    const found = targets.first(target);
    if (found === 'search') return 'search';
    if (!found) this.#done(progress, this.#nothingFound(target));
    else {
      const after = this.#change(target, found);
      const modified = after === found.document ? 0 : 1;
      this.#done(progress, { matched: 1, modified, upsertedId: undefined, before: found.document, after });
    }
    return 'done';
  }

  #runMany(target: WriteTarget, progress: WriteProgress, targets: Targets): 'done' | 'more' | 'search' {
    const result = targets.all(target, progress, (found) => ({
      modified: this.#change(target, found) !== found.document,
    }));
    if (result !== 'done') return result;
    const { matched, modified } = progress.current;
    this.#done(
      progress,
      matched > 0
        ? { matched, modified, upsertedId: undefined, before: undefined, after: undefined }
        : this.#nothingFound(target),
    );
    return 'done';
  }

  /** @returns the document as it is now; the same buffer when the update changes nothing */
  #change({ view }: WriteTarget, { recordId, document }: Found): Buffer {
    const details = this.#update.positional ? this.#matchDetails(document) : undefined;
    const after = this.#update.apply(document, details);
    if (after === document) return document;
    assertStorable(after);
    if (!this.#specification.bypassValidation) assertValid(this.#collection!, after, document);
    replaceRecord(view, this.#collection!, recordId, document, after);
    return after;
  }

  /** Where the filter matched, for the positional operator. */
  #matchDetails(document: Buffer): MatchDetails {
    const details: MatchDetails = { position: undefined };
    this.#filter?.matches(document, details);
    return details;
  }

  #nothingFound({ view }: WriteTarget): UpdateOutcome {
    if (!this.#specification.upsert) return NOTHING;
    const { filter } = this.#specification;
    const document = newDocument(
      this.#supplied ? insertionOf(this.#supplied, filter) : this.#update.insertion(filter),
    );
    const collection = stillThere(this.#context, this.#collection!);
    if (!this.#specification.bypassValidation) assertValid(collection, document);
    insertRecord(view, collection, document);
    const root = { type: BSON_TYPE.document, start: 0, end: document.length };
    const id = findElement(document, root, ID)!;
    const upsertedId = { type: id.type, bytes: document.subarray(id.start, id.end) };
    return { ...NOTHING, upsertedId, after: document };
  }
}

/** @throws CommandError 9 when there is no upsert, or no document that it could insert */
function suppliedBy(upsert: boolean, constants: Buffer | undefined): Buffer {
  if (!upsert) throw new CommandError(9, "'upsertSupplied' may only be true where 'upsert' is");
  for (const [name, field] of rawFields(constants ?? EMPTY_DOCUMENT)) {
    if (name === 'new' && field.type === BSON_TYPE.document) return field.bytes;
  }
  throw new CommandError(9, "the parameter 'upsertSupplied' is set to 'true', but no document was supplied");
}
