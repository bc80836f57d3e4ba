import { CommandError } from '../../bson/command-error.ts';
import { unfolded } from '../../pipeline/expression/expression.ts';
import { compileFilter, type Filter } from '../../query/filter.ts';
import type { Collection } from '../../storage/collection.ts';
import {
  BSON_TYPE,
  EMPTY_DOCUMENT,
  findElement,
  rawFields,
  type RawField,
} from '../../storage/raw-fields.ts';
import { encodeReply, type ReplyDocument } from '../../wire/reply.ts';
import { compileWhyInvalid } from './why-invalid/why-invalid.ts';

/** Details of more bytes than this are not told. */
const MAX_DETAILS_BYTES = 1024 * 1024;

interface Validator {
  /** The options that it was read from: others mean another validator. */
  options: Buffer;
  /** It speaks of the time of the write, which is fixed when a filter is compiled. */
  timed: boolean;
  filter: Filter | undefined;
  /** Tells why a document is not valid. */
  why: (document: Buffer) => Buffer;
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
  const { filter, why, onlyWarns, moderate } = validatorOf(collection);
  if (!filter || onlyWarns || isValid(filter, document)) return;
  if (moderate && before && !isValid(filter, before)) return;
  const root = { type: BSON_TYPE.document, start: 0, end: document.length };
  const id = findElement(document, root, ID);
  const failingDocumentId = id && { type: id.type, bytes: document.subarray(id.start, id.end) };
  throw new CommandError(121, 'Document failed validation', {
    errInfo: encodeReply({ failingDocumentId, details: why(document) }),
  });
}

/** What an expression cannot be worked out for is not valid. */
function isValid(filter: Filter, document: Buffer): boolean {
  try {
    return filter.matches(document);
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

function validatorOf(collection: Collection): Validator {
  const known = validators.get(collection);
  if (known?.options === collection.options && !known.timed) return known;
  const options = new Map(rawFields(collection.options));
  const filter = options.get('validator');
  let details: ((document: Buffer) => ReplyDocument) | undefined;
  const validator = {
    options: collection.options,
    timed: filter?.bytes.includes('$$NOW') ?? false,
    filter: filter && filter.bytes.length > 5 ? unfolded(() => compileFilter(filter.bytes)) : undefined,
    why: (document: Buffer): Buffer => {
      try {
        details ??= compileWhyInvalid(filter!.bytes);
        const bytes = encodeReply(details(document));
        return bytes.length > MAX_DETAILS_BYTES ? EMPTY_DOCUMENT : bytes;
      } catch (error) {
        // An expression behind the one that was not fulfilled may not go with the document at all.
        if (error instanceof CommandError) return EMPTY_DOCUMENT;
        throw error;
      }
    },
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
