import type { RawField } from '../../storage/raw-fields.ts';
import type { Row } from '../row.ts';
import type { Scope } from '../scope.ts';
import { compileAddFields } from './add-fields.ts';
import { bucketAuto } from './bucket-auto.ts';
import { bucket } from './bucket.ts';
import { count } from './count.ts';
import { facet } from './facet.ts';
import { graphLookup } from './graph-lookup.ts';
import { group } from './group.ts';
import { lookup } from './lookup.ts';
import { match } from './match.ts';
import { compileProject, compileUnset } from './project.ts';
import { redact } from './redact.ts';
import { compileReplaceRoot, compileReplaceWith } from './replace-root.ts';
import { sample } from './sample.ts';
import { sortByCount } from './sort-by-count.ts';
import { sort } from './sort.ts';
import { eachRow, type StageCompiler } from './stage.ts';
import { unionWith } from './union-with.ts';
import { unwind } from './unwind.ts';
import { limit, skip } from './window.ts';

/** A stage that makes of every row another one; an update may consist of these. */
type Transformation = (specification: RawField, scope: Scope, name: string) => (row: Row) => Row;

export const TRANSFORMATIONS: ReadonlyMap<string, Transformation> = new Map<string, Transformation>([
  ['$addFields', compileAddFields],
  ['$set', compileAddFields],
  ['$project', compileProject],
  ['$unset', compileUnset],
  ['$replaceRoot', compileReplaceRoot],
  ['$replaceWith', compileReplaceWith],
]);

function transforming(compile: Transformation): StageCompiler {
  return (specification, context, name) => eachRow(context, compile(specification, context.scope, name));
}

/** The stages that take rows and give rows. */
export const STAGES: ReadonlyMap<string, StageCompiler> = new Map<string, StageCompiler>([
  ...[...TRANSFORMATIONS].map(([name, compile]): [string, StageCompiler] => [name, transforming(compile)]),
  // Nothing is moved past it, as it is no join.
  ['$_internalInhibitOptimization', () => (rows) => rows],
  ['$bucket', bucket],
  ['$bucketAuto', bucketAuto],
  ['$count', count],
  ['$facet', facet],
  ['$graphLookup', graphLookup],
  ['$group', group],
  ['$limit', limit],
  ['$lookup', lookup],
  ['$match', match],
  ['$redact', redact],
  ['$sample', sample],
  ['$skip', skip],
  ['$sort', sort],
  ['$sortByCount', sortByCount],
  ['$unionWith', unionWith],
  ['$unwind', unwind],
]);

/** Stages that tell of the server; they come first, and the engine answers them if it can. */
export const DESCRIBING = new Set([
  '$collStats',
  '$currentOp',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
]);

/** Stages that MongoDB has and this server has not, with what to do instead. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ['$changeStream', 'Change streams need an oplog: poll, or use a MongoDB server.'],
  ['$changeStreamSplitLargeEvent', 'There are no change streams.'],
  ['$densify', 'Fill the gaps where the result is read.'],
  ['$fill', 'Fill the gaps where the result is read.'],
  ['$geoNear', 'There are no geographic indexes: use a MongoDB server.'],
  ['$listCachedAndActiveUsers', 'There are no users.'],
  ['$listClusterCatalog', 'Use listCollections.'],
  ['$listCatalog', 'Use listCollections.'],
  ['$listSampledQueries', 'There is no query sampling.'],
  ['$listSearchIndexes', 'There is no Atlas Search: keep folded words in an indexed field.'],
  ['$operationMetrics', 'Use serverStatus.'],
  ['$querySettings', 'There are no query settings: use a hint.'],
  ['$queryStats', 'There are no statistics of queries: use explain.'],
  ['$rankFusion', 'There is no Atlas Search: keep folded words in an indexed field.'],
  ['$search', 'There is no Atlas Search: keep folded words in an indexed field.'],
  ['$searchMeta', 'There is no Atlas Search: keep folded words in an indexed field.'],
  ['$setWindowFields', 'Use $group, or compute it where the result is read.'],
  ['$shardedDataDistribution', 'There are no shards.'],
  ['$vectorSearch', 'There is no vector search.'],
]);
