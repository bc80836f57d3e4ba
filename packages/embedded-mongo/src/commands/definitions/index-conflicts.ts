import { CommandError } from '../../bson/command-error.ts';
import type { IndexDefinition } from '../../storage/index-definition.ts';
import { isOperatorDocument } from '../../query/matcher.ts';
import { rawFields, type RawField } from '../../storage/raw-fields.ts';
import { numberOf } from '../fields.ts';

/**
 * Is the index a new one? One that is there already, exactly so, is not.
 * @throws CommandError 86 when another index has its name, 85 when it is there under another name or with
 *   another expiry
 */
export function compareWithExisting(wanted: IndexDefinition, existing: readonly IndexDefinition[]): boolean {
  const named = existing.find(({ name }) => name === wanted.name);
  if (named) {
    if (!sameIdentity(wanted, named)) {
      throw new CommandError(
        86,
        'An existing index has the same name as the requested index. When index names are not specified, they are ' +
          `auto generated and can cause conflicts. Please refer to our documentation. Index: ${wanted.name}`,
      );
    }
    if (sameOptions(wanted, named)) return false;
    throw new CommandError(
      85,
      `An equivalent index already exists with the same name but different options. Index: ${wanted.name}`,
    );
  }
  const alike = existing.find((other) => sameIdentity(wanted, other));
  if (!alike) return true;
  throw new CommandError(
    85,
    sameOptions(wanted, alike)
      ? `Index already exists with a different name: ${alike.name}`
      : `An equivalent index already exists with a different name and options: ${alike.name}`,
  );
}

/** Two such indexes hold the same keys. */
function sameIdentity(left: IndexDefinition, right: IndexDefinition): boolean {
  return (
    sameKey(left.key, right.key) &&
    left.unique === right.unique &&
    left.sparse === right.sparse &&
    sameConditions(left.partialFilterExpression, right.partialFilterExpression)
  );
}

function sameOptions(left: IndexDefinition, right: IndexDefinition): boolean {
  return (
    left.expireAfterSeconds === right.expireAfterSeconds &&
    left.hidden === right.hidden &&
    left.prepareUnique === right.prepareUnique
  );
}

/** Conditions on different paths, or by different operators, may come in any order. */
function sameConditions(left: Buffer | undefined, right: Buffer | undefined): boolean {
  if (!left || !right) return left === right;
  const [first, second] = [conditionsOf(left), conditionsOf(right)].map((conditions) =>
    conditions.toSorted((a, b) => (a.about < b.about ? -1 : a.about > b.about ? 1 : 0)),
  );
  return (
    first!.length === second!.length &&
    first!.every(({ about, value }, position) => {
      const other = second![position]!;
      return (
        about === other.about && value.type === other.value.type && value.bytes.equals(other.value.bytes)
      );
    })
  );
}

/** What a partial filter asks for; `$and` only holds conditions together. */
function conditionsOf(filter: Buffer): { about: string; value: RawField }[] {
  return [...rawFields(filter)].flatMap(([path, value]) => {
    if (path === '$and') return [...rawFields(value.bytes)].flatMap(([, part]) => conditionsOf(part.bytes));
    if (!isOperatorDocument(value)) return [{ about: `${path} $eq`, value }];
    return [...rawFields(value.bytes)].map(([operator, operand]) => ({
      about: `${path} ${operator}`,
      value: operand,
    }));
  });
}

/** The same fields in the same order, with numbers that are equal whatever their type. */
export function sameKey(left: Buffer, right: Buffer): boolean {
  const [first, second] = [[...rawFields(left)], [...rawFields(right)]];
  return (
    first.length === second.length &&
    first.every(([name, field], position) => {
      const [otherName, other] = second[position]!;
      return name === otherName && numberOf(field) === numberOf(other);
    })
  );
}
