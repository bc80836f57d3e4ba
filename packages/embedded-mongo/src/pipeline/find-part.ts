import type { Value } from '../bson/value.ts';
import { decodeDocument } from '../bson/value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import type { FindPart } from './context.ts';
import { pathsRead } from './paths-read.ts';
import type { Scope } from './scope.ts';
import { sortDocument } from './stage/sort.ts';
import type { StageSource } from './stage/stage.ts';
import { readLimit, readSkip, wanted } from './stage/window.ts';

/** Splits a pipeline into the find that it begins with and the number of stages that this takes. */
export function splitFind(stages: readonly StageSource[], scope: Scope): { find: FindPart; taken: number } {
  const find: FindPart = {
    filter: undefined,
    sort: undefined,
    skip: 0,
    limit: undefined,
    scope,
  };
  const filters: Buffer[] = [];
  let taken = 0;
  const next = (name: string): StageSource | undefined => {
    const stage = stages[taken];
    if (stage?.name !== name) return undefined;
    taken += 1;
    return stage;
  };
  const takeFilters = (): void => {
    for (let stage = next('$match'); stage; stage = next('$match')) {
      if (stage.specification.type === BSON_TYPE.document) filters.push(stage.specification.bytes);
    }
  };
  takeFilters();
  const sort = next('$sort');
  if (sort) {
    find.sort = sortDocument(sort.specification);
    // What is found is the same whether it was sorted before or is afterwards.
    takeFilters();
  }
  if (filters.length > 0) find.filter = filters.length === 1 ? filters[0]! : allOf(filters);
  const skip = next('$skip');
  if (skip) find.skip = readSkip(skip.specification);
  const limit = next('$limit');
  if (limit) find.limit = readLimit(limit.specification);
  // Not all needs to be sorted where a later stage takes no more than some.
  else if (sort) find.limit = wanted(stages.slice(taken));
  const following = stages[taken];
  if (following) find.shown = pathsRead(following);
  return { find, taken };
}

function allOf(filters: readonly Buffer[]): Buffer {
  return encodeDocument(new Map<string, Value>([['$and', filters.map(decodeDocument)]]));
}
