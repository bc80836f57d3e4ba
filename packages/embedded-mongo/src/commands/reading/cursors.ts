import { CommandError } from '../../bson/command-error.ts';
import { nameOfType } from '../../bson/value.ts';
import { BSON_TYPE, rawFields } from '../../storage/raw-fields.ts';
import { assertNotNegative, nextBatch } from './cursor-reply.ts';
import { assertSameApi } from '../../session/api-parameters.ts';
import { defineCommand } from '../command.ts';
import { wrongType } from '../fields.ts';
import { namespaceIn, namespaceOf } from '../namespace.ts';

/**
 * A cursor belongs to the session and the transaction that it was made in.
 * @throws CommandError `code` for one made in none, the next for a request in none, the one after it for another
 */
function assertSame(what: string, code: number, madeIn: unknown, askedIn: unknown, id: bigint): void {
  if (madeIn === askedIn) return;
  if (madeIn === undefined) {
    throw new CommandError(
      code,
      `Cannot run getMore on cursor ${id}, which was not created in a ${what}, in one`,
    );
  }
  const [offset, where] = askedIn === undefined ? [1, 'without one'] : [2, 'in another'];
  throw new CommandError(
    code + offset,
    `Cannot run getMore on cursor ${id}, which was created in a ${what}, ${where}`,
  );
}

export const cursorCommands = [
  defineCommand({
    names: ['getMore'],
    fields: {
      collection: 'string!',
      batchSize: 'truncated',
      term: 'ignored',
      lastKnownCommittedOpTime: 'ignored',
    },
    inTransaction: true,
    stable: true,
    run: (context, { collection, batchSize }) => {
      const { engine, target, session, transaction, database, common } = context;
      if (target.type !== BSON_TYPE.int64) throw wrongType('getMore.getMore', target.type, 'long');
      assertNotNegative('batchSize', batchSize);
      const id = target.bytes.readBigInt64LE(0);
      const namespace = namespaceIn(database, collection);
      const cursor = engine.cursors.find(id);
      const { options } = cursor;
      if (options.namespace !== namespace) {
        throw new CommandError(
          13,
          `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${options.namespace}`,
        );
      }
      assertSame('session', 50_736, options.session, session?.id, id);
      assertSame('transaction', 50_739, options.transaction, transaction, id);
      assertSameApi(`the request that opened cursor ${id}`, options.api, common);
      if (common.maxTimeMS !== undefined && common.maxTimeMS > 0) {
        throw new CommandError(2, 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
      }
      if (cursor.busy) throw new CommandError(12_051, `cursor id ${id} is already in use`);
      return nextBatch(context, cursor, batchSize || Number.POSITIVE_INFINITY);
    },
  }),
  defineCommand({
    names: ['killCursors'],
    fields: { cursors: 'value!' },
    inTransaction: true,
    stable: true,
    run: (context, { cursors }) => {
      if (context.target.type !== BSON_TYPE.string) {
        throw new CommandError(2, `collection name has invalid type ${nameOfType(context.target.type)}`);
      }
      namespaceOf(context);
      if (cursors.type !== BSON_TYPE.array) throw wrongType('killCursors.cursors', cursors.type, 'array');
      const killed: bigint[] = [];
      const notFound: bigint[] = [];
      for (const [position, field] of rawFields(cursors.bytes)) {
        if (field.type !== BSON_TYPE.int64)
          throw wrongType(`killCursors.cursors.${position}`, field.type, 'long');
        const id = field.bytes.readBigInt64LE(0);
        (context.engine.cursors.kill(id) ? killed : notFound).push(id);
      }
      return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
    },
  }),
];
