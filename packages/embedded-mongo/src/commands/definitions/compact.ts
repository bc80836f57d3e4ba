import { CommandError } from '../../bson/command-error.ts';
import { defineCommand } from '../command.ts';
import { existingCollection, isSystem, namespaceOf } from '../namespace.ts';

/** Room that documents leave is used again without being asked for: there is nothing to give back. */
export const compactCommand = defineCommand({
  names: ['compact'],
  fields: { force: 'boolean', freeSpaceTargetMB: 'integer', dryRun: 'boolean' },
  writes: true,
  run: (context, { freeSpaceTargetMB = 1, dryRun }) => {
    const namespace = namespaceOf(context);
    if (isSystem(namespace)) throw new CommandError(73, `cannot compact ${namespace}`);
    if (freeSpaceTargetMB < 1) {
      throw new CommandError(2, `compact.freeSpaceTargetMB must be at least 1, is ${freeSpaceTargetMB}`);
    }
    existingCollection(context, namespace);
    return dryRun ? { estimatedBytesFreed: 0n } : { bytesFreed: 0n };
  },
});
