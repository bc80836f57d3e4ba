import { CommandError, fail } from '../../bson/command-error.ts';
import { unfolded } from '../../pipeline/expression/expression.ts';
import { compileCollation } from '../../query/collation.ts';
import { Scope } from '../../pipeline/scope.ts';
import { compileFilter } from '../../query/filter.ts';
import type { IndexDefinition } from '../../storage/index-definition.ts';
import { EMPTY_DOCUMENT, rawFields } from '../../storage/raw-fields.ts';
import { encodeReply } from '../../wire/reply.ts';
import { readFields, type Fields } from '../fields.ts';
import { ID_INDEX, readIndexSpecification } from './index-specification.ts';
import { isSystemDatabase } from '../namespace.ts';
import { assertStorageEngine } from './storage-engine.ts';

export const CREATE_FIELDS = {
  validator: 'document',
  validationLevel: 'string',
  validationAction: 'string',
  collation: 'document',
  capped: 'boolean',
  size: 'value',
  max: 'value',
  autoIndexId: 'boolean',
  idIndex: 'document',
  storageEngine: 'document',
  indexOptionDefaults: 'document',
  viewOn: 'value',
  pipeline: 'value',
  timeseries: 'value',
  clusteredIndex: 'value',
  expireAfterSeconds: 'value',
  changeStreamPreAndPostImages: 'document',
  encryptedFields: 'value',
  temp: 'boolean',
  flags: 'ignored',
} as const;

type CreateFields = Fields<typeof CREATE_FIELDS>;

const VIEWS = 'views are not supported: put the pipeline into the query';
const REFUSED: readonly [name: keyof CreateFields, reason: string][] = [
  ['viewOn', VIEWS],
  ['timeseries', 'time series collections are not supported: index a date in an ordinary collection'],
  ['clusteredIndex', 'clustered collections are not supported: every collection has an _id index'],
  ['encryptedFields', 'encrypted fields are not supported'],
];

/** @throws CommandError 238 for the collection that would hold all views, 73 for a view of that name */
export function assertNoViews(databaseName: string, namespace: string, { viewOn }: CreateFields): void {
  if (namespace !== `${databaseName}.system.views`) return;
  if (viewOn) fail(73, `Cannot create a view called '${namespace}': that name is reserved`);
  fail(238, VIEWS);
}

/**
 * Reads what a client wants a collection to be.
 * @returns the options that are kept, and the `_id` index
 * @throws CommandError 238 for what is not supported here, 72 for options that do not go together, and what the
 *   validator and the index throw
 */
export function readCollectionOptions(
  databaseName: string,
  fields: CreateFields,
): { options: Buffer; idIndex: IndexDefinition } {
  assertTogether(fields);
  if (fields.autoIndexId === false) {
    // MongoDB has collections without it only where nothing is replicated.
    fail(databaseName === 'local' ? 238 : 72, 'every collection has an _id index');
  }
  for (const [name, reason] of REFUSED) {
    if (fields[name] !== undefined) throw new CommandError(238, `${name}: ${reason}`);
  }
  if (fields.capped) {
    throw new CommandError(
      238,
      'capped collections are not supported: remove old documents with a TTL index',
    );
  }
  if (fields.collation && compileCollation(fields.collation)) {
    throw new CommandError(
      238,
      'a collation of the collection is not supported, as its indexes would have to follow it: give it with each query',
    );
  }
  assertNoPreImages(fields.changeStreamPreAndPostImages);
  const { storageEngine, indexOptionDefaults } = fields;
  assertStorageEngine(storageEngine);
  if (indexOptionDefaults) {
    const defaults = { storageEngine: 'document' } as const;
    assertStorageEngine(
      readFields('create.indexOptionDefaults', indexOptionDefaults, defaults).storageEngine,
    );
  }
  const validation = validatorOptions(databaseName, fields);
  return {
    options: keptOptions(encodeReply({ storageEngine, indexOptionDefaults }), validation),
    idIndex: fields.idIndex ? readIdIndex(fields.idIndex) : ID_INDEX,
  };
}

const KEPT = ['storageEngine', 'indexOptionDefaults', 'validator', 'validationLevel', 'validationAction'];
const USUAL_VALIDATION = encodeReply({ validationLevel: 'strict', validationAction: 'error' });

/** The last that is said of each option; an empty validator is none. */
function keptOptions(...said: readonly Buffer[]): Buffer {
  const options = new Map(said.flatMap((part) => [...rawFields(part)]));
  if (options.get('validator')?.bytes.equals(EMPTY_DOCUMENT)) options.delete('validator');
  return encodeReply(Object.fromEntries(KEPT.map((name) => [name, options.get(name)])));
}

/** Options with another validation, whose level and action are told from then on, given or not. */
export function withValidation(options: Buffer, validation: Buffer): Buffer {
  return validation.equals(EMPTY_DOCUMENT) ? options : keptOptions(USUAL_VALIDATION, options, validation);
}

/** @throws CommandError 72 */
function assertTogether(fields: CreateFields): void {
  const { capped, size, max, viewOn, pipeline, timeseries, clusteredIndex, idIndex } = fields;
  if (capped && size === undefined) fail(72, "the 'size' field is required when 'capped' is true");
  if (!capped && (size ?? max) !== undefined) {
    fail(72, "the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
  }
  if (fields.temp) fail(72, 'the temp field is an invalid option');
  if (pipeline && !viewOn) fail(72, "'pipeline' requires 'viewOn' to also be specified");
  if (viewOn && idIndex) fail(72, "'idIndex' is not allowed with 'viewOn'");
  if (fields.expireAfterSeconds && !timeseries && !clusteredIndex) {
    fail(72, "'expireAfterSeconds' is only supported on time-series collections or with a clusteredIndex");
  }
}

/** @throws CommandError 238 when change streams would have to tell of documents as they were */
export function assertNoPreImages(images: Buffer | undefined): void {
  if (!images) return;
  if (!readFields('changeStreamPreAndPostImages', images, { enabled: 'boolean' }).enabled) return;
  throw new CommandError(238, 'change streams are not supported: read what changed by an indexed date');
}

/** @throws CommandError 2 for another index than every collection has, 197 for an option that it cannot have */
function readIdIndex(specification: Buffer): IndexDefinition {
  const definition = readIndexSpecification(specification);
  if (definition.name === ID_INDEX.name) return definition;
  throw new CommandError(2, "The field 'key' for an _id index must be { _id: 1 }");
}

interface ValidatorFields {
  validator?: Buffer | undefined;
  validationLevel?: string | undefined;
  validationAction?: string | undefined;
}

/** @throws CommandError 72 in a database of the system, 2 for another level or action, and what a filter throws */
export function validatorOptions(databaseName: string, fields: ValidatorFields): Buffer {
  const { validator, validationLevel, validationAction } = fields;
  if (validator) {
    if (isSystemDatabase(databaseName) && validator.length > EMPTY_DOCUMENT.length) {
      throw new CommandError(72, `Document validators are not allowed in the ${databaseName} database`);
    }
    const scope = new Scope({ now: new Date(), isValidator: true });
    unfolded(() => compileFilter(validator, { scope }));
  }
  assertChoice('validationLevel', validationLevel, ['off', 'strict', 'moderate']);
  assertChoice('validationAction', validationAction, ['error', 'warn']);
  return encodeReply({ validator, validationLevel, validationAction });
}

function assertChoice(name: string, value: string | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) return;
  throw new CommandError(2, `Enumeration value '${value}' for field '${name}' is not a valid value.`);
}
