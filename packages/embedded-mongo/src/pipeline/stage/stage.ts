import { fail } from '../../bson/command-error.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import type { FindPart, Interruptible, Namespace, PipelineContext } from '../context.ts';
import { Row } from '../row.ts';
import type { Scope } from '../scope.ts';

/** Rows in chunks, none of which is empty. */
export type Rows = AsyncIterable<Row[]>;

/** A stage made ready for one run. */
export type Stage = (rows: Rows) => Rows;

/** A stage as it came: its name and its raw specification. */
export interface StageSource {
  name: string;
  specification: RawField;
}

/** A pipeline inside a stage. */
export interface InnerPipeline {
  readonly find: FindPart;
  /** Where the documents come from when it brings its own. */
  readonly source: (() => Rows) | undefined;
  /** From documents to which `find` has been applied. */
  readonly afterFind: Stage;
  /** From any documents. */
  readonly whole: Stage;
}

/** Stages that have a pipeline inside. */
export type Outside = '$facet' | '$lookup' | '$unionWith';

export interface StageContext extends PipelineContext {
  /** The stages that come after this one. */
  readonly following: readonly StageSource[];
  readonly preceding: StageSource | undefined;
  /** Compiles a pipeline inside this stage. */
  inner(stages: Buffer[], outside: Outside, inside: { namespace: Namespace; scope: Scope }): InnerPipeline;
}

export type StageCompiler = (specification: RawField, context: StageContext, name: string) => Stage;

/** Rows are handed on in chunks of about this many, so that the first of them come early. */
export const CHUNK = 128;

/** A row that takes longer is rare. */
const SLOW_ROW_MS = 2;
/** An operation looks at the clock at least once in as many steps. */
const STEPS_TO_A_LOOK = 64;

/** Steps of an operation, which looks at the clock only now and then, but after every row that takes long. */
function watchfulStep(operation: Interruptible): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const isSlow = now - last > SLOW_ROW_MS;
    last = now;
    let pause = operation.step();
    for (let left = isSlow ? STEPS_TO_A_LOOK : 0; left > 0 && !pause; left -= 1) pause = operation.step();
    return pause;
  };
}

/** A stage that makes one row of a row, or none. */
export function eachRow(context: PipelineContext, change: (row: Row) => Row | undefined): Stage {
  return async function* changed(rows) {
    const step = watchfulStep(context.operation);
    for await (const chunk of rows) {
      const results: Row[] = [];
      for (const row of chunk) {
        const result = change(row);
        if (result) results.push(result);
        const pause = step();
        if (pause) await pause;
      }
      if (results.length > 0) yield results;
    }
  };
}

/** Visits all rows, for a stage that must see them before it can answer. */
export async function visitRows(
  rows: Rows,
  { operation }: PipelineContext,
  visit: (row: Row) => void,
): Promise<void> {
  const step = watchfulStep(operation);
  for await (const chunk of rows) {
    for (const row of chunk) {
      visit(row);
      const pause = step();
      if (pause) await pause;
    }
  }
}

/** Hands on rows that are all there, or are made when they are asked for, giving way between them. */
export async function* inChunks(rows: Iterable<Row>, { operation }: PipelineContext): AsyncGenerator<Row[]> {
  let chunk: Row[] = [];
  for (const row of rows) {
    chunk.push(row);
    const pause = operation.step();
    if (pause) await pause;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Documents as rows. */
export async function* rowsOf(documents: AsyncIterable<Buffer[]>): AsyncGenerator<Row[]> {
  for await (const chunk of documents) {
    if (chunk.length > 0) yield chunk.map((document) => new Row(document));
  }
}

/** The largest document that may leave a stage. */
const LARGEST_DOCUMENT = 16 * 1024 * 1024 + 16 * 1024;

/** @throws CommandError 10334 for a document that is too large */
export function checkSize(document: Buffer): Buffer {
  if (document.length > LARGEST_DOCUMENT) {
    fail(10_334, `BSONObj size: ${document.length} is invalid. Size must be between 0 and 16793600(16MB)`);
  }
  return document;
}
