import { CommandError, fail } from '../../bson/command-error.ts';
import { decodeField, type Value, type ValueMap } from '../../bson/value.ts';
import { encodeDocument } from '../../bson/writer.ts';
import { EMPTY_DOCUMENT, rawFields, type RawField } from '../../storage/raw-fields.ts';
import type { ReplyValue } from '../../wire/reply.ts';
import type { MergeMode, MergeWrite, MergeWriter } from '../context.ts';
import { compilerFor } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import { isNullish } from '../expression/numbers.ts';
import { checkVariableName } from '../expression/variables.ts';
import type { Row } from '../row.ts';
import type { Scope } from '../scope.ts';
import type { Merge } from './merge-specification.ts';
import { NestedPath } from './path.ts';
import { checkSize, type Stage, type StageContext } from './stage.ts';
import { withId } from './with-id.ts';

/** As much of what is to be written as MongoDB writes together. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** `$merge`: gives no rows. @throws CommandError 51183 without a unique index, 51132 and 51185 for a key */
export function compileMerge(merge: Merge, context: StageContext): Stage {
  const { writer } = context;
  if (!writer) return fail(238, '$merge is not supported here');
  const { into, on = ['_id'] } = merge;
  const keys = on.map((name): [string, NestedPath] => [name, new NestedPath(splitPath(name))]);
  const mode = modeOf(merge, context.scope);
  const variablesOf = Array.isArray(mode.action)
    ? compileVariables(merge.variables, context.scope)
    : () => EMPTY_DOCUMENT;
  const write = compileWrite(merge, writer, mode);
  return async function* merged(rows) {
    const isCollated = context.scope.request.collation !== undefined;
    if (merge.on && (isCollated || !writer.hasUniqueIndex(into, on))) {
      fail(51_183, 'Cannot find index to verify that join fields will be unique');
    }
    let batch: MergeWrite[] = [];
    let size = 0;
    for await (const chunk of rows) {
      for (const row of chunk) {
        const complete = on.includes('_id') ? withId(row) : row;
        const document = checkSize(complete.toBytes());
        if (batch.length > 0 && size + document.length > BATCH_BYTES) {
          await write(batch);
          batch = [];
          size = 0;
        }
        const query = new Map(
          keys.map(([name, path]): [string, Value] => [name, keyValue(path.get(complete), name)]),
        );
        batch.push({ query: encodeDocument(query), document, variables: variablesOf(complete) });
        size += document.length;
        const pause = context.operation.step();
        if (pause) await pause;
      }
    }
    if (batch.length > 0) await write(batch);
    yield* [];
  };
}

function keyValue(value: Value, name: string): Value {
  if (isNullish(value))
    fail(51_132, `$merge write error: 'on' field '${name}' cannot be missing, null or undefined`);
  if (Array.isArray(value)) fail(51_185, `$merge write error: 'on' field '${name}' cannot be an array`);
  return value;
}

function compileWrite(
  { into, whenMatched, whenNotMatched, on }: Merge,
  writer: MergeWriter,
  mode: MergeMode,
): (batch: MergeWrite[]) => Promise<void> {
  return async (batch) => {
    const unmatched = await writer.merge(into, batch, mode).catch((error: unknown) => {
      throw explained(error, whenMatched === 'fail' ? (on ?? ['_id']) : undefined);
    });
    if (unmatched > 0 && whenNotMatched === 'fail') {
      fail(
        13_113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    }
  };
}

function modeOf({ whenMatched, whenNotMatched }: Merge, scope: Scope): MergeMode {
  return { action: actionOf(whenMatched), upsert: whenNotMatched === 'insert', scope };
}

function actionOf(whenMatched: Merge['whenMatched']): MergeMode['action'] {
  if (typeof whenMatched !== 'string') return whenMatched;
  if (whenMatched === 'fail') return 'insert';
  if (whenMatched === 'replace') return 'replace';
  return whenMatched === 'merge' ? '$set' : '$setOnInsert';
}

/** @param on the fields of which no document may be there already */
function explained(error: unknown, on: readonly string[] | undefined): unknown {
  if (!(error instanceof CommandError)) return error;
  const { code, message, extra } = error;
  const told = (text: string): CommandError =>
    new CommandError(code, `${text} :: caused by :: ${message}`, extra);
  if (code === 66) {
    return told(
      '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
    );
  }
  if (code !== 11_000) return error;
  const isOn = on && isKey(extra?.keyPattern, on);
  return told(
    isOn
      ? "$merge with whenMatched: fail found an existing document with the same values for the 'on' fields"
      : '$merge failed due to a DuplicateKey error',
  );
}

function isKey(keyPattern: ReplyValue | undefined, on: readonly string[]): boolean {
  if (!Buffer.isBuffer(keyPattern)) return false;
  const fields = [...rawFields(keyPattern)].map(([name]) => name);
  return fields.length === on.length && fields.every((name) => on.includes(name));
}

/** What a pipeline sees of a row: all of it as `$$new`, and what `let` makes of it. */
function compileVariables(variables: RawField | undefined, scope: Scope): (row: Row) => Buffer {
  const fields = variables ? (decodeField(variables) as ValueMap) : new Map<string, Value>();
  const compiler = compilerFor(scope);
  const bindings = new Map<string, Value>([['new', '$$ROOT'], ...fields]);
  if (bindings.get('new') !== '$$ROOT') {
    fail(51_273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'");
  }
  const evaluators = [...bindings].map(([name, value]): [string, (row: Row) => Value] => {
    checkVariableName(name);
    return [name, compiler.compile(value).evaluate];
  });
  return (row) => encodeDocument(new Map(evaluators.map(([name, evaluate]) => [name, evaluate(row)])));
}
