import { CommandError } from '../../bson/command-error.ts';
import { BSON_TYPE, rawFields } from '../../storage/raw-fields.ts';
import { isTruthy } from '../fields.ts';

const ALLOWED = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$type', '$exists', '$and', '$or']);

/** Branches inside branches, with the conditions in them. */
const MAX_DEPTH = 4;

/**
 * A partial index takes a few operators only, so that it can be told whether a query stays inside it.
 * @param filter one that compiles
 * @throws CommandError 67 for any other, or for one that is nested too deeply
 */
export function assertPartialFilter(filter: Buffer, depth = 1): void {
  if (depth > MAX_DEPTH)
    throw new CommandError(67, `partialFilterExpression depth may not exceed ${MAX_DEPTH}`);
  for (const [name, field] of rawFields(filter)) {
    if (name === '$and' || name === '$or') {
      for (const [, branch] of rawFields(field.bytes)) assertPartialFilter(branch.bytes, depth + 1);
    } else if (name.startsWith('$')) throw notAllowed(name);
    else if (field.type === BSON_TYPE.document) assertOperators(field.bytes);
    else if (field.type === BSON_TYPE.regex) throw notAllowed('$regex');
  }
}

function assertOperators(operators: Buffer): void {
  for (const [name, field] of rawFields(operators)) {
    if (!name.startsWith('$')) return;
    if (!ALLOWED.has(name)) throw notAllowed(name);
    if (name === '$exists' && !isTruthy(field)) throw notAllowed('$exists: false');
    if (name === '$in' && [...rawFields(field.bytes)].some(([, { type }]) => type === BSON_TYPE.regex)) {
      throw notAllowed('$regex');
    }
  }
}

function notAllowed(name: string): CommandError {
  return new CommandError(67, `Expression not supported in partial index: ${name}`);
}
