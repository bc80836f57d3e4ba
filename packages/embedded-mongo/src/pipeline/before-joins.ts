import { decodeField } from '../bson/value.ts';
import { BSON_TYPE, rawFields } from '../storage/raw-fields.ts';
import type { StageSource } from './stage/stage.ts';

/** They add a field to every row, and neither take nor give rows. */
const JOINS: ReadonlySet<string> = new Set(['$lookup', '$graphLookup']);

/**
 * Puts each `$sort`, `$skip` and `$limit` before the joins that it can do without, as MongoDB does: an index may
 * then sort, and what is cut off is not joined.
 */
export function beforeJoins(stages: readonly StageSource[]): StageSource[] {
  const ordered: StageSource[] = [];
  for (const stage of stages) {
    let place = ordered.length;
    while (place > 0 && mayPass(stage, ordered[place - 1]!)) place -= 1;
    ordered.splice(place, 0, stage);
  }
  return ordered;
}

function mayPass(stage: StageSource, earlier: StageSource): boolean {
  if (!JOINS.has(earlier.name)) return false;
  if (stage.name === '$skip' || stage.name === '$limit') return true;
  return stage.name === '$sort' && !sortsBy(stage, addedBy(earlier));
}

/** The outermost field that a join changes; undefined where it says none. */
function addedBy({ specification: { type, bytes } }: StageSource): string | undefined {
  const field = type === BSON_TYPE.document ? new Map(rawFields(bytes)).get('as') : undefined;
  const as = field && decodeField(field);
  return typeof as === 'string' ? outermost(as) : undefined;
}

function sortsBy({ specification: { type, bytes } }: StageSource, field: string | undefined): boolean {
  if (type !== BSON_TYPE.document || field === undefined) return true;
  return [...rawFields(bytes)].some(([path]) => outermost(path) === field);
}

function outermost(path: string): string {
  return path.split('.')[0]!;
}
