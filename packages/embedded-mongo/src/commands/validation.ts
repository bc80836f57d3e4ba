import { CommandError } from '../bson/command-error.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { rawFields } from '../storage/raw-fields.ts';
import type { RawField } from '../storage/raw-fields.ts';
import { BSON_TYPE, findElement } from '../storage/raw-fields.ts';

interface Validator {
  /** The options that it was read from: others mean another validator. */
  options: Buffer;
  filter: Filter | undefined;
  onlyWarns: boolean;
  moderate: boolean;
}

const validators = new WeakMap<Collection, Validator>();
const ID = Buffer.from('_id');

/**
 * Holds a document against the collection's validator.
 * @param before what it takes the place of; a moderate validator lets what was invalid stay so
 * @throws CommandError 121
 */
export function assertValid(collection: Collection, document: Buffer, before?: Buffer): void {
  const { filter, onlyWarns, moderate } = validatorOf(collection);
  if (!filter || onlyWarns || filter.matches(document)) return;
  if (moderate && before && !filter.matches(before)) return;
  const root = { type: BSON_TYPE.document, start: 0, end: document.length };
  const id = findElement(document, root, ID);
  const failingDocumentId = id && { type: id.type, bytes: document.subarray(id.start, id.end) };
  throw new CommandError(121, 'Document failed validation', { errInfo: { failingDocumentId, details: {} } });
}

function validatorOf(collection: Collection): Validator {
  const known = validators.get(collection);
  if (known?.options === collection.options) return known;
  const options = new Map(rawFields(collection.options));
  const filter = options.get('validator');
  const validator = {
    options: collection.options,
    filter: filter && filter.bytes.length > 5 ? compileFilter(filter.bytes) : undefined,
    onlyWarns: isText(options.get('validationAction'), 'warn'),
    moderate: isText(options.get('validationLevel'), 'moderate'),
  };
  if (isText(options.get('validationLevel'), 'off')) validator.filter = undefined;
  validators.set(collection, validator);
  return validator;
}

function isText(field: RawField | undefined, text: string): boolean {
  return field?.type === BSON_TYPE.string && field.bytes.utf8Slice(4, field.bytes.length - 1) === text;
}
