import { fail } from '../bson/command-error.ts';
import { NO_COLLECTION, type Namespace } from './context.ts';
import type { Outside, StageSource } from './stage/stage.ts';
import { DESCRIBING, REFUSED, STAGES } from './stage/stages.ts';

const WRITING = new Set(['$merge', '$out']);

/** Sources that read no collection, and are asked for without one. */
const WITHOUT_COLLECTION = new Set([
  '$currentOp',
  '$documents',
  '$listCachedAndActiveUsers',
  '$listLocalSessions',
  '$queryStats',
]);

/** Stages that only stand first. */
function isSource(name: string): boolean {
  return name === '$documents' || name === '$changeStream' || name === '$geoNear' || DESCRIBING.has(name);
}

/** @throws CommandError 73 when a pipeline over a collection reads none, or the other way round */
export function checkNamespace([first]: readonly StageSource[], { collection }: Namespace): void {
  // It watches a collection or a whole database, and is refused as what it is.
  if (first?.name === '$changeStream') return;
  const needsNone = first !== undefined && WITHOUT_COLLECTION.has(first.name);
  if (collection === NO_COLLECTION && !needsNone) {
    fail(
      73,
      first
        ? `{aggregate: 1} is not valid for '${first.name}'; a collection is required.`
        : '{aggregate: 1} is not valid for an empty pipeline.',
    );
  }
  if (collection !== NO_COLLECTION && needsNone) {
    fail(73, `'${first.name}' can only be run with {aggregate: 1}`);
  }
}

/** @throws CommandError 40324 for what is no stage */
export function checkName(name: string): void {
  const isKnown =
    STAGES.has(name) ||
    WRITING.has(name) ||
    name === '$documents' ||
    DESCRIBING.has(name) ||
    REFUSED.has(name);
  if (!isKnown) fail(40_324, `Unrecognized pipeline stage name: '${name}'`);
}

/** @throws CommandError 40601 for a writing stage before the end, 40602 for a source after the beginning */
export function checkPlaces(sources: readonly StageSource[]): void {
  for (const [index, { name }] of sources.entries()) {
    if (isSource(name) && index > 0) fail(40_602, `${name} is only valid as the first stage in a pipeline`);
    if (WRITING.has(name) && index < sources.length - 1) {
      fail(40_601, `${name} can only be the final stage in the pipeline`);
    }
  }
}

/** How a stage is refused inside another. */
const INSIDE: Readonly<Record<Outside, { code: number; message: string }>> = {
  $facet: { code: 40_600, message: 'is not allowed to be used within a $facet stage' },
  $lookup: { code: 51_047, message: "is not allowed within a $lookup's sub-pipeline" },
  $unionWith: { code: 31_441, message: "is not allowed within a $unionWith's sub-pipeline" },
};

/**
 * @param outside the stages around a pipeline, from the innermost
 * @throws CommandError 40600, 51047 or 31441 for a stage that may not be there
 */
export function checkInside(sources: readonly StageSource[], outside: readonly Outside[]): void {
  for (const [depth, around] of outside.entries()) {
    const { code, message } = INSIDE[around];
    for (const { name } of sources) {
      const isForbidden =
        WRITING.has(name) ||
        name === '$changeStream' ||
        (around === '$facet' && (name === '$facet' || isSource(name)));
      const where = depth === 0 ? name : `${name} inside of ${outside[0]}`;
      if (isForbidden) fail(code, `${where} ${message}`);
    }
  }
}

/** How deep pipelines may be inside each other. */
const MOST_DEPTH = 20;

/** @throws CommandError 232; those of `$facet` do not count, as they read nothing of their own */
export function checkDepth(outside: readonly Outside[]): void {
  if (outside.filter((around) => around !== '$facet').length > MOST_DEPTH) {
    fail(232, `Maximum number of nested sub-pipelines exceeded. Limit is ${MOST_DEPTH}`);
  }
}
