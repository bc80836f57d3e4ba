import { Binary, deserialize, serialize } from 'bson';
import { Collection } from './collection.ts';
import { indexDefinition } from './index-definition.ts';
import { Index } from './indexing.ts';
import { META, metaKey, metaRange } from './keyspace.ts';
import { rawFields } from './raw-fields.ts';
import type { Database, View } from './view.ts';

/** The length and the subtype. */
const BINARY_HEAD_BYTES = 5;

/** How a collection is written down. Specifications stay the raw BSON that the client gave. */
interface Description {
  namespace: string;
  slot: number;
  uuid: Binary;
  options: Binary;
  indexes: {
    slot: number;
    specification: Binary;
    multikey: boolean;
    truncated: boolean;
    building: boolean;
    /** Not there where format 1 has made it. */
    noted?: boolean;
  }[];
}

export function readCatalog(database: Database): Map<string, Collection> {
  const collections = new Map<string, Collection>();
  const [start, end] = metaRange(META.collections);
  for (const { value } of database.getRange({ start, end })) {
    const description = deserialize(value) as Description;
    const collection = new Collection(database, {
      namespace: description.namespace,
      slot: description.slot,
      uuid: bytesOf(description.uuid),
      options: bytesOf(description.options),
    });
    for (const described of description.indexes) {
      const { specification, slot } = described;
      const index = new Index(indexDefinition(bytesOf(specification)), slot);
      index.multikey = described.multikey;
      index.truncated = described.truncated;
      index.building = described.building;
      index.noted = described.noted ?? false;
      collection.indexes.push(index);
    }
    collections.set(collection.namespace, collection);
  }
  return collections;
}

/** The UUID of the collection that has a name, as far as a view sees it. */
export function describedUuid(view: View, namespace: string): Buffer | undefined {
  const description = view.get(keyOf(namespace));
  const fields = description ? new Map(rawFields(description)) : undefined;
  return fields?.get('uuid')?.bytes.subarray(BINARY_HEAD_BYTES);
}

/** @throws Error for a collection that has been dropped: it would come back with the next start */
export function writeDescription(database: Database, collection: Collection): void {
  if (collection.dropped) throw new Error(`${collection.namespace} has been dropped`);
  const description: Description = {
    namespace: collection.namespace,
    slot: collection.slot,
    uuid: new Binary(collection.uuid),
    options: new Binary(collection.options),
    indexes: collection.indexes.map(({ slot, definition, multikey, truncated, building, noted }) => ({
      slot,
      specification: new Binary(definition.specification),
      multikey,
      truncated,
      building,
      noted,
    })),
  };
  database.putSync(keyOf(collection.namespace), Buffer.from(serialize(description)));
}

export function removeDescription(database: Database, namespace: string): void {
  database.removeSync(keyOf(namespace));
}

function keyOf(namespace: string): Buffer {
  return metaKey(META.collections, Buffer.from(namespace));
}

function bytesOf(binary: Binary): Buffer {
  return Buffer.from(binary.value());
}
