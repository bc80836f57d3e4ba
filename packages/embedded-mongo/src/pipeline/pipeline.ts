import { fail } from '../bson/command-error.ts';
import { beforeJoins } from './before-joins.ts';
import type { Documents, FindPart, Namespace, PipelineContext } from './context.ts';
import { splitFind } from './find-part.ts';
import { isIdle, readStages } from './read-stages.ts';
import { checkDepth, checkInside, checkName, checkNamespace, checkPlaces } from './places.ts';
import { compileDocuments } from './stage/documents.ts';
import { compileMerge } from './stage/merge.ts';
import { readMerge } from './stage/merge-specification.ts';
import { compileOut, readOut } from './stage/out.ts';
import {
  checkSize,
  rowsOf,
  type InnerPipeline,
  type Outside,
  type Rows,
  type Stage,
  type StageContext,
  type StageSource,
} from './stage/stage.ts';
import { DESCRIBING, REFUSED, STAGES } from './stage/stages.ts';

/** A pipeline made ready for one run. */
export interface Pipeline {
  /**
   * The leading `$match`, `$sort`, `$skip` and `$limit` stages, for the planner. `run` must be given documents
   * to which all of it has been applied.
   */
  readonly find: FindPart;
  /** Where `$merge` or `$out` writes to; such a pipeline gives no documents and reads outside a transaction. */
  readonly output: Namespace | undefined;
  /** Does it begin with documents of its own (`$documents`, `$currentOp`), so that no collection is read? */
  readonly standsAlone: boolean;
  /** The stages that `run` goes through: those that `find` does not stand for. */
  readonly stages: readonly StageSource[];
  /**
   * The resulting documents, raw.
   * @param documents what `find` selects; leave out when it stands alone
   * @param watch told of the rows that leave a stage, by its place in `stages`
   * @throws CommandError (through the iterable) whatever MongoDB refuses while it runs
   */
  run(documents?: Documents, watch?: Watch): Documents;
}

type Watch = (stage: number, rows: number) => void;

/**
 * Compiles the stages of a pipeline.
 * @param stages each a document with one field
 * @throws CommandError 40323 and 40324 for what is no stage, 168 for what is no expression, those of
 *   `places.ts`, and the code of every stage and expression for what is wrong in it
 */
export function compilePipeline(stages: readonly Buffer[], context: PipelineContext): Pipeline {
  const all = readStages(stages);
  for (const { name } of all) checkName(name);
  checkNamespace(all, context.namespace);
  checkPlaces(all);
  const sources = beforeJoins(all.filter((stage) => !isIdle(stage)));
  const output = outputOf(sources, context);
  const { find, source, stages: compiled, taken } = compileStages(sources, context, []);
  return {
    find,
    output,
    standsAlone: source !== undefined,
    stages: sources.slice(taken),
    run: (documents, watch) => {
      const begin: Stage = source ?? (() => rowsOf(documents ?? nothing()));
      const run = source ? [begin, ...compiled] : compiled.slice(taken);
      const watched = watch ? run.map((stage, place) => watchedStage(stage, place, watch)) : run;
      return documentsOf(chain(watched)(source ? nothing() : begin(nothing())));
    },
  };
}

function watchedStage(stage: Stage, place: number, watch: Watch): Stage {
  return async function* watched(rows) {
    for await (const chunk of stage(rows)) {
      watch(place, chunk.length);
      yield chunk;
    }
  };
}

async function* nothing(): AsyncGenerator<never> {}

async function* documentsOf(rows: Rows): Documents {
  for await (const chunk of rows) yield chunk.map((row) => checkSize(row.toBytes()));
}

function outputOf(sources: readonly StageSource[], { namespace }: PipelineContext): Namespace | undefined {
  const last = sources.at(-1);
  if (last?.name === '$merge') return readMerge(last.specification, namespace).into;
  return last?.name === '$out' ? readOut(last.specification, namespace) : undefined;
}

interface CompiledStages extends InnerPipeline {
  /** All but a source. */
  stages: Stage[];
  /** How many of them `find` stands for. */
  taken: number;
}

function compileStages(
  sources: readonly StageSource[],
  context: PipelineContext,
  around: readonly Outside[],
): CompiledStages {
  const source = compileSource(sources[0], context);
  const compiled = sources.slice(source ? 1 : 0).map((stage, index, rest) =>
    compileStage(stage, {
      ...context,
      following: rest.slice(index + 1),
      preceding: rest[index - 1],
      inner: (stages, outside, inside) => {
        const inner = readStages(stages);
        for (const { name } of inner) checkName(name);
        if (outside !== '$facet') checkNamespace(inner, inside.namespace);
        checkPlaces(inner);
        const innermost = [outside, ...around];
        checkInside(inner, innermost);
        checkDepth(innermost);
        return compileStages(
          beforeJoins(inner.filter((each) => !isIdle(each))),
          { ...context, ...inside, writer: undefined },
          innermost,
        );
      },
    }),
  );
  const { find, taken } = splitFind(sources, context.scope);
  return {
    find,
    source,
    whole: chain(compiled),
    afterFind: chain(compiled.slice(taken)),
    stages: compiled,
    taken,
  };
}

function compileSource(first: StageSource | undefined, context: PipelineContext): (() => Rows) | undefined {
  if (first?.name === '$documents') return compileDocuments(first.specification, context);
  if (!first || !DESCRIBING.has(first.name)) return undefined;
  const documents = context.reader.describe(first.name, first.specification, context.namespace);
  if (!documents) return fail(238, `${first.name} is not supported by this server`);
  return () => rowsOf(documents);
}

function compileStage({ name, specification }: StageSource, context: StageContext): Stage {
  const compile = STAGES.get(name);
  if (compile) return compile(specification, context, name);
  if (name === '$out') return compileOut(readOut(specification, context.namespace), context);
  if (name === '$merge') return compileMerge(readMerge(specification, context.namespace), context);
  return fail(238, `${name} is not supported by this server. ${REFUSED.get(name)}`);
}

function chain(stages: readonly Stage[]): Stage {
  return (rows) => {
    let result = rows;
    for (const stage of stages) result = stage(result);
    return result;
  };
}
