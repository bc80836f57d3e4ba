import { MetadataError } from './metadata-error.ts';
import { readAggregate } from './read-aggregate.ts';
import type { AggregateTask, ReadAggregate } from './read-aggregate-aside.ts';

/* The process that a long aggregate is read in: one task, one answer. */
function answerTo({ xml, pinnedCertificate, now }: AggregateTask): ReadAggregate {
  try {
    return { aggregate: readAggregate(xml, pinnedCertificate, now) };
  } catch (error) {
    if (error instanceof MetadataError) return { refused: error.message, fault: error.fault };
    throw error;
  }
}

process.once('message', (task) => {
  process.send?.(answerTo(task as AggregateTask), () => process.disconnect());
});
