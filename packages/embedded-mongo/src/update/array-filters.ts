import { fail } from '../bson/command-error.ts';
import { textOf } from '../bson/text.ts';
import { decodeField } from '../bson/value.ts';
import { compileFilter, type Filter, type FilterOptions } from '../query/filter.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { wrapped } from './array-modifiers.ts';
import { mergeNodes, type UpdateElements, type UpdateNode } from './update-tree.ts';

const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/;
const LOGICAL = new Set(['$and', '$or', '$nor']);

/** The filters of an update's `arrayFilters`, by their identifiers. */
export class ArrayFilters {
  readonly #filters = new Map<string, Filter>();
  readonly #used = new Set<string>();
  /** Parts of an update that are about the same elements, put together once. */
  readonly #merged = new Map<string, UpdateNode>();
  readonly #numbers = new Map<UpdateElements, number>();

  /**
   * @throws CommandError 9 for a filter without one identifier, or two with the same; 2 for one that is none
   */
  constructor(filters: readonly Buffer[], options: FilterOptions) {
    for (const filter of filters) {
      const compiled = compileFilter(filter, { ...options, restricted: true });
      const identifier = identifierOf(filter);
      if (this.#filters.has(identifier)) {
        fail(9, `Found multiple array filters with the same top-level field name ${identifier}`);
      }
      this.#filters.set(identifier, compiled);
    }
  }

  /** Says that a path names an identifier. @throws CommandError 2 when there is no filter for it */
  use(identifier: string, path: string): void {
    if (identifier === '') return;
    if (!this.#filters.has(identifier)) {
      fail(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
    }
    this.#used.add(identifier);
  }

  /**
   * @param update for the message
   * @throws CommandError 9 when a filter was named by no path
   */
  assertAllUsed(update: Buffer): void {
    for (const identifier of this.#filters.keys()) {
      if (!this.#used.has(identifier)) {
        const shown = textOf(decodeField({ type: BSON_TYPE.document, bytes: update }));
        fail(9, `The array filter for identifier '${identifier}' was not used in the update ${shown}`);
      }
    }
  }

  /** What an update does with an element: all that its filters say; undefined when none matches. */
  select(update: UpdateElements, item: RawField, path: string): UpdateNode | undefined {
    const matching = [...update.children].filter(
      ([identifier]) =>
        identifier === '' || this.#filters.get(identifier)!.matches(wrapped(item, identifier)),
    );
    if (matching.length < 2) return matching[0]?.[1];
    const key = `${this.#numberOf(update)}:${matching.map(([identifier]) => identifier).join()}`;
    const known = this.#merged.get(key);
    if (known) return known;
    const merged = matching.map(([, node]) => node).reduce((a, b) => mergeNodes(a, b, path));
    this.#merged.set(key, merged);
    return merged;
  }

  #numberOf(update: UpdateElements): number {
    const number = this.#numbers.get(update) ?? this.#numbers.size;
    this.#numbers.set(update, number);
    return number;
  }
}

/** The first part of the paths in a filter, which all have the same. */
function identifierOf(filter: Buffer): string {
  const found = new Set<string>();
  collect(filter, found);
  const [identifier, other] = found;
  if (identifier === undefined)
    fail(9, 'Cannot use an expression without a top-level field name in arrayFilters');
  if (other !== undefined) {
    fail(
      9,
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${other}'`,
    );
  }
  if (!IDENTIFIER.test(identifier)) {
    fail(
      2,
      'Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string ' +
        `beginning with a lowercase letter, found '${identifier}'`,
    );
  }
  return identifier;
}

function collect(filter: Buffer, found: Set<string>): void {
  for (const [name, field] of rawFields(filter)) {
    if (!name.startsWith('$')) found.add(name.split('.')[0]!);
    else if (LOGICAL.has(name) && field.type === BSON_TYPE.array) {
      for (const [, part] of rawFields(field.bytes))
        if (part.type === BSON_TYPE.document) collect(part.bytes, found);
    }
  }
}
