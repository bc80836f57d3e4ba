import { fail } from '../../bson/command-error.ts';
import { decodeDocument, decodeField, type Value } from '../../bson/value.ts';
import type { RawField } from '../../storage/raw-fields.ts';
import { NO_COLLECTION, type Namespace } from '../context.ts';
import { compilerFor } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import { checkVariableName } from '../expression/variables.ts';
import type { Row } from '../row.ts';
import { NotingScope, type Cell } from '../scope.ts';
import { appendDocuments } from './append-documents.ts';
import { compileEqualityAmong, compileEqualityJoin } from './equality-join.ts';
import { innerRows } from './inner-rows.ts';
import { readLookup, type LookupSource } from './lookup-specification.ts';
import { isUnwoundWith } from './lookup-unwind.ts';
import { NestedPath } from './path.ts';
import { isRandom, rememberedRows } from './remembered-rows.ts';
import { rowsOf, visitRows, type Rows, type StageCompiler, type StageContext } from './stage.ts';
import { readUnwind } from './unwind.ts';
import { unwoundJoin } from './unwound-join.ts';

/** Of what is joined to one document: more than a document may hold, since a later stage may take less of it. */
const LARGEST_RESULT = 100 * 1024 * 1024;

/** What is joined to a row. */
type Join = (row: Row) => Rows;

/** `$lookup`. @throws CommandError 9, 51047, and those of the pipeline inside */
export const lookup: StageCompiler = (specification, context, name) => {
  const source = readLookup(specification);
  const as = new NestedPath(splitPath(source.as));
  const join = compileJoin(source, context);
  const { operation } = context;
  const [next] = context.following;
  if (next && isUnwoundWith({ name, specification }, next)) {
    return unwoundJoin(join, as, readUnwind(next.specification), context);
  }
  return async function* joined(rows) {
    for await (const chunk of rows) {
      const results: Row[] = [];
      for (const row of chunk) {
        results.push(withDocuments(row, as, await gather(join(row), source, context)));
        const pause = operation.step();
        if (pause) await pause;
      }
      yield results;
    }
  };
};

function withDocuments(row: Row, as: NestedPath, documents: readonly Buffer[]): Row {
  const isNew = as.rest.length === 0 && row.get(as.first) === undefined;
  return isNew ? appendDocuments(row, as.first, documents) : as.set(row, documents.map(decodeDocument));
}

async function gather(rows: Rows, { from }: LookupSource, context: StageContext): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  let size = 0;
  await visitRows(rows, context, (row) => {
    const document = row.toBytes();
    size += document.length;
    if (size > LARGEST_RESULT) {
      fail(
        4_568,
        `Total size of documents in ${from ?? ''} matching pipeline's $lookup stage exceeds ${LARGEST_RESULT} bytes`,
      );
    }
    documents.push(document);
  });
  return documents;
}

function compileJoin(source: LookupSource, context: StageContext): Join {
  const { from, localField, foreignField, pipeline } = source;
  const namespace: Namespace = { database: context.namespace.database, collection: from ?? NO_COLLECTION };
  if (pipeline) return compilePipelineJoin(source, namespace, pipeline, context);
  const equality = compileEqualityJoin(namespace, localField!, foreignField!, context);
  return (row) => rowsOf(equality(row));
}

function compilePipelineJoin(
  { localField, foreignField, variables }: LookupSource,
  namespace: Namespace,
  pipeline: Buffer[],
  context: StageContext,
): Join {
  const bindings = compileBindings(variables, context);
  const cells = new Map(bindings.map(({ name, cell }) => [name, cell]));
  const scope = new NotingScope(context.scope.request, cells, context.scope);
  const inner = context.inner(pipeline, '$lookup', { namespace, scope });
  const join = joinInside();
  return (row) => {
    for (const { cell, evaluate } of bindings) cell.value = evaluate(row);
    return join(row);
  };

  function joinInside(): Join {
    if (localField === undefined || foreignField === undefined) {
      const rows = innerRows(inner, namespace, context);
      return scope.readsVariables || isRandom(pipeline) ? rows : rememberedRows(rows, context);
    }
    const { source } = inner;
    if (source) {
      const among = compileEqualityAmong(localField, foreignField, context);
      return (row) => inner.whole(among(row, source()));
    }
    const equality = compileEqualityJoin(namespace, localField, foreignField, context);
    return (row) => inner.whole(rowsOf(equality(row)));
  }
}

interface Binding {
  name: string;
  cell: Cell;
  evaluate: (row: Row) => Value;
}

function compileBindings(variables: RawField | undefined, context: StageContext): Binding[] {
  const fields = variables ? decodeField(variables) : undefined;
  if (!(fields instanceof Map)) return [];
  const compiler = compilerFor(context.scope);
  return [...fields].map(([name, value]) => {
    checkVariableName(name);
    return { name, cell: { value: undefined }, evaluate: compiler.compile(value).evaluate };
  });
}
