import { implies, type Condition } from '../query/conditions.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import type { Index } from '../storage/indexing.ts';
import { rawFields } from '../storage/raw-fields.ts';
import { encodeReply } from '../wire/reply.ts';

/** What the filter of an index demands, or a part of it. */
interface Demand {
  filter: Filter;
  /** Where the filter's conditions do not say it all: the parts of it, and whether one of them is enough. */
  parts: readonly Demand[];
  any: boolean;
}

const demands = new WeakMap<Index, Demand>();

/** Are all documents that fulfil these conditions in the index, whose own filter leaves some out? */
export function holdsAll(index: Index, conditions: readonly Condition[]): boolean {
  const { partialFilterExpression } = index.definition;
  if (!partialFilterExpression) return true;
  let demand = demands.get(index);
  if (!demand) demands.set(index, (demand = demandOf(partialFilterExpression)));
  return fulfils(conditions, demand);
}

function fulfils(conditions: readonly Condition[], { filter, parts, any }: Demand): boolean {
  if (filter.complete) return implies(conditions, filter.conditions);
  if (any) return parts.some((part) => fulfils(conditions, part));
  return parts.length > 0 && parts.every((part) => fulfils(conditions, part));
}

function demandOf(document: Buffer): Demand {
  const filter = compileFilter(document, { restricted: true });
  const fields = filter.complete ? [] : [...rawFields(document)];
  const [name, field] = fields[0] ?? [];
  if (fields.length > 1) {
    return {
      filter,
      parts: fields.map(([path, value]) => demandOf(encodeReply({ [path]: value }))),
      any: false,
    };
  }
  if (field && (name === '$and' || name === '$or')) {
    const parts = [...rawFields(field.bytes)].map(([, branch]) => demandOf(branch.bytes));
    return { filter, parts, any: name === '$or' };
  }
  return { filter, parts: [], any: false };
}
