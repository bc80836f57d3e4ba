import { fail } from '../bson/command-error.ts';
import { compileUpdatePipeline } from '../pipeline/update-pipeline.ts';
import { Scope } from '../pipeline/scope.ts';
import type { Collation } from '../query/collation.ts';
import { idEqualityOf } from '../query/equalities.ts';
import type { MatchDetails } from '../query/path.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { withServerTimes } from '../storage/server-time.ts';
import { applyUpdate } from './apply.ts';
import { ArrayFilters } from './array-filters.ts';
import { arrayItems } from './array-modifiers.ts';
import { assertSameId, assertSize, checkId, idOf, withId, withIdFirst } from './identity.ts';
import type { UpdateRun } from './modifier.ts';
import { compileOperators } from './operators.ts';
import { seedOf } from './seed.ts';
import { encodeNode, openDocument } from './tree.ts';

export interface UpdateOptions {
  /** Raw documents. */
  arrayFilters?: readonly Buffer[] | undefined;
  collation?: Collation | undefined;
  /** Variables and time of the request; for pipelines. */
  scope?: Scope | undefined;
  /** The request has constants, which only a pipeline can use. */
  constants?: boolean | undefined;
  /** It may change more than one document: it must not replace them. */
  multi?: boolean | undefined;
  /** It is a replacement, also where it begins as a document of operators does. */
  replaces?: boolean | undefined;
}

/** A compiled update. */
export interface Update {
  /**
   * What becomes of a document; the same buffer when nothing changes.
   * @param details where the filter matched: needed when `positional`
   * @throws CommandError 66 when it would change the `_id`, 28 where a path leads through what is no document,
   *   17419 when the document grows too large, and what the operators throw
   */
  apply(document: Buffer, details?: MatchDetails): Buffer;
  /** The document that an upsert inserts. @throws as `apply` does, and 54 when the filter contradicts itself */
  insertion(filter: Buffer): Buffer;
  /** It matters where in an array the filter matched. */
  readonly positional: boolean;
  readonly kind: 'operators' | 'replacement' | 'pipeline';
}

/**
 * Compiles an update once, for any number of documents.
 * @param update a document of operators, a replacement, or an array of stages
 * @throws CommandError 9 for one that is none of these, or for filters of arrays that do not belong to it, and
 *   what the operators and stages throw
 */
export function compileUpdate(update: RawField, options: UpdateOptions = {}): Update {
  if (update.type === BSON_TYPE.array) return compilePipeline(update, options);
  if (update.type !== BSON_TYPE.document) {
    return fail(9, 'Update argument must be either an object or an array');
  }
  if (options.constants) fail(51_198, 'Constant values may only be specified for pipeline updates');
  const [first] = rawFields(update.bytes);
  return first?.[0].startsWith('$') && !options.replaces
    ? compileModifiers(update.bytes, options)
    : compileReplacement(withServerTimes(update.bytes), options);
}

function compileModifiers(update: Buffer, options: UpdateOptions): Update {
  const { arrayFilters = [], collation, scope } = options;
  const context = { collation: collation ?? scope?.request.collation, scope };
  const filters = new ArrayFilters(arrayFilters, context);
  const { tree, positional } = compileOperators(update, filters, context);
  const change = (document: Buffer, inserting: boolean, details?: MatchDetails): Buffer => {
    const run: UpdateRun = {
      root: openDocument(document),
      inserting,
      position: details?.position,
      now: scope?.request.now ?? new Date(),
      removals: [],
      changed: false,
    };
    applyUpdate(tree, run, filters);
    if (!run.changed) return document;
    const result = encodeNode(run.root);
    assertSameId(idOf(document), idOf(result), true);
    return result;
  };
  return {
    kind: 'operators',
    positional,
    apply: (document, details) => assertSize(change(document, false, details)),
    insertion: (filter) => assertSize(withId(change(seedOf(filter), true))),
  };
}

function compileReplacement(update: Buffer, { multi, replaces }: UpdateOptions): Update {
  if (multi) fail(9, 'multi update is not supported for replacement-style update');
  if (!replaces) assertNoOperators(update);
  const id = idOf(update);
  if (id) checkId(id);
  return {
    kind: 'replacement',
    positional: false,
    apply: (document) => {
      if (replaces) assertNoOperators(update);
      return assertSize(replace(document, update));
    },
    insertion: (filter) => insertionOf(update, filter),
  };
}

/** @throws CommandError 52 */
function assertNoOperators(replacement: Buffer): void {
  for (const [name] of rawFields(replacement)) {
    if (name.startsWith('$')) {
      fail(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's ` +
          'replacement document. Consider using an aggregation pipeline with $replaceWith.',
      );
    }
  }
}

/** A document as an upsert inserts it, with the `_id` of the filter. @throws CommandError 66 for another one */
export function insertionOf(document: Buffer, filter: Buffer): Buffer {
  const id = idOf(document);
  const wanted = idEqualityOf(filter);
  if (!wanted) return assertSize(withId(document));
  if (id) assertSameId(wanted, id, false);
  checkId(wanted);
  return assertSize(id ? withId(document) : withIdFirst(document, wanted));
}

function compilePipeline(update: RawField, { arrayFilters, scope }: UpdateOptions): Update {
  if (arrayFilters && arrayFilters.length > 0) {
    fail(9, 'arrayFilters may not be specified for pipeline-style updates');
  }
  const stages = arrayItems(update).map(({ type, bytes }) => {
    if (type !== BSON_TYPE.document) fail(14, "Each element of the 'pipeline' array must be an object");
    return bytes;
  });
  const transform = compileUpdatePipeline(stages, scope ?? new Scope({ now: new Date() }));
  return {
    kind: 'pipeline',
    positional: false,
    apply: (document) => assertSize(replace(document, transform(document))),
    insertion: (filter) => {
      const seed = seedOf(filter);
      return assertSize(withId(idOf(seed) ? replace(seed, transform(seed)) : transform(seed)));
    },
  };
}

/** One document in the place of another: its `_id` has to be the same, though maybe of another type, and comes first. */
function replace(document: Buffer, replacement: Buffer): Buffer {
  const before = idOf(document);
  const after = idOf(replacement);
  if (after) assertSameId(before, after, false);
  const id = after ?? before;
  const result = id ? withIdFirst(replacement, id) : replacement;
  return result.equals(document) ? document : result;
}
