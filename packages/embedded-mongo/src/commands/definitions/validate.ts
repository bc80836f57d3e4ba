import { CommandError } from '../../bson/command-error.ts';
import { checkCollection } from '../../storage/check.ts';
import { defineCommand } from '../command.ts';
import { uuidField } from '../../bson/uuid-field.ts';
import { existingCollection, namespaceOf } from '../namespace.ts';

/** Pairs of options that say opposite things. */
const OPPOSITES = [
  ['background', 'full'],
  ['background', 'enforceFastCount'],
  ['background', 'repair'],
  ['metadata', 'full'],
  ['metadata', 'background'],
  ['metadata', 'enforceFastCount'],
  ['metadata', 'repair'],
  ['metadata', 'checkBSONConformance'],
] as const;

/** Compares every index with the documents, whatever options there are. */
export const validateCommand = defineCommand({
  names: ['validate'],
  fields: {
    full: 'boolean',
    background: 'boolean',
    metadata: 'boolean',
    repair: 'boolean',
    enforceFastCount: 'boolean',
    checkBSONConformance: 'boolean',
    fixMultikey: 'ignored',
    scandata: 'ignored',
  },
  run: (context, fields) => {
    for (const [one, other] of OPPOSITES) {
      if (!fields[one] || !fields[other]) continue;
      throw new CommandError(
        72,
        `Running the validate command with both { ${one}: true } and { ${other}: true } is not supported`,
      );
    }
    if (fields.repair) throw new CommandError(238, 'repair is not supported: restore a backup');
    const collection = existingCollection(context, namespaceOf(context));
    const errors: string[] = [];
    const { documents, keys } = checkCollection(context.engine.store.view, collection, errors);
    const names = [...keys].map(([{ definition }, count]) => [definition.name, count] as const);
    return {
      ns: collection.namespace,
      uuid: uuidField(collection.uuid),
      nInvalidDocuments: 0,
      nNonCompliantDocuments: 0,
      nrecords: documents,
      nIndexes: collection.indexes.length,
      keysPerIndex: Object.fromEntries(names),
      indexDetails: Object.fromEntries(names.map(([name]) => [name, { valid: true }])),
      valid: errors.length === 0,
      repaired: false,
      warnings: [],
      errors,
      extraIndexEntries: [],
      missingIndexEntries: [],
      corruptRecords: [],
    };
  },
});
