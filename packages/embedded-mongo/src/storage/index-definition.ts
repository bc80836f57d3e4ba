import { BSON_TYPE, rawFields, type RawField } from './raw-fields.ts';

const ARRAY_POSITION = /^(?:0|[1-9]\d{0,8})$/;

export interface PathPart {
  text: string;
  /** In UTF-8. */
  name: Buffer;
  /** It can be a position in an array. */
  position: boolean;
}

export interface IndexField {
  /** Dotted path. */
  path: string;
  parts: readonly PathPart[];
  descending: boolean;
}

/** An index as it was asked for. */
export interface IndexDefinition {
  name: string;
  fields: readonly IndexField[];
  /** The key pattern, raw BSON. */
  key: Buffer;
  unique: boolean;
  /** It has no unique keys yet, but takes no more of those that it has. */
  prepareUnique: boolean;
  sparse: boolean;
  hidden: boolean;
  expireAfterSeconds: number | undefined;
  /** Raw BSON. */
  partialFilterExpression: Buffer | undefined;
  /** The whole specification, raw BSON, as `listIndexes` answers it. */
  specification: Buffer;
}

/** Reads a specification that has been validated when the index was made. */
export function indexDefinition(specification: Buffer): IndexDefinition {
  const options = new Map(rawFields(specification));
  const key = options.get('key')!.bytes;
  const fields = [...rawFields(key)].map(([path, direction]) => ({
    path,
    parts: path.split('.').map((text) => ({
      text,
      name: Buffer.from(text),
      position: ARRAY_POSITION.test(text),
    })),
    descending: numeric(direction)! < 0,
  }));
  const name = options.get('name')!.bytes;
  return {
    name: name.utf8Slice(4, name.length - 1),
    fields,
    key,
    unique: isTrue(options.get('unique')) || (fields.length === 1 && fields[0]!.path === '_id'),
    prepareUnique: isTrue(options.get('prepareUnique')),
    sparse: isTrue(options.get('sparse')),
    hidden: isTrue(options.get('hidden')),
    expireAfterSeconds: numeric(options.get('expireAfterSeconds')),
    partialFilterExpression: options.get('partialFilterExpression')?.bytes,
    specification,
  };
}

function isTrue(field: RawField | undefined): boolean {
  if (field?.type === BSON_TYPE.boolean) return field.bytes[0] === 1;
  return Boolean(numeric(field));
}

function numeric(field: RawField | undefined): number | undefined {
  switch (field?.type) {
    case BSON_TYPE.double:
      return field.bytes.readDoubleLE(0);
    case BSON_TYPE.int32:
      return field.bytes.readInt32LE(0);
    case BSON_TYPE.int64:
      return Number(field.bytes.readBigInt64LE(0));
    default:
      return undefined;
  }
}
