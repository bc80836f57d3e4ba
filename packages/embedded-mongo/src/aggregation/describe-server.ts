import { CommandError } from '../bson/command-error.ts';
import type { CommandContext } from '../commands/command.ts';
import { namespaceOf } from '../commands/namespace.ts';
import { dataBytes } from '../commands/statistics.ts';
import type { Documents } from '../pipeline/context.ts';
import { BSON_TYPE, rawFields, type RawField } from '../storage/raw-fields.ts';
import { encodeReply } from '../wire/reply.ts';

/** Documents of a stage that tells of the server itself; undefined for one that is not supported. */
export function describeServer(
  context: CommandContext,
  stage: string,
  specification: RawField,
): Documents | undefined {
  switch (stage) {
    case '$indexStats':
      assertEmpty(stage, specification);
      return list(() => indexStatistics(context));
    case '$collStats':
      return list(() => [collectionStatistics(context)]);
    case '$listSessions':
    case '$listLocalSessions':
      return list(() => sessions(context));
    default:
      return undefined;
  }
}

/** @throws CommandError 28803 */
function assertEmpty(stage: string, { type, bytes }: RawField): void {
  if (type === BSON_TYPE.document && rawFields(bytes).next().done) return;
  throw new CommandError(28_803, `The ${stage} stage specification must be an empty object`);
}

async function* list(documents: () => Buffer[]): AsyncGenerator<Buffer[]> {
  yield documents();
}

function indexStatistics(context: CommandContext): Buffer[] {
  const { engine } = context;
  const collection = engine.store.collection(namespaceOf(context));
  const accesses = { ops: 0n, since: new Date(engine.startedAt) };
  return (collection?.indexes ?? []).map(({ definition, building }) =>
    encodeReply({
      name: definition.name,
      key: definition.key,
      host: engine.address,
      accesses,
      spec: definition.specification,
      ...(building && { building }),
    }),
  );
}

function collectionStatistics(context: CommandContext): Buffer {
  const { engine } = context;
  const namespace = namespaceOf(context);
  const collection = engine.store.collection(namespace);
  const count = collection?.count ?? 0;
  const size = collection ? dataBytes(engine.store.view, collection) : 0;
  return encodeReply({
    ns: namespace,
    host: engine.address,
    localTime: new Date(),
    storageStats: { size, count, storageSize: size, nindexes: collection?.indexes.length ?? 0 },
    count,
  });
}

function sessions({ engine }: CommandContext): Buffer[] {
  return [...engine.sessions.all()].map(({ id, lastUsed }) => {
    const uuid = Buffer.concat([Buffer.from([16, 0, 0, 0, 4]), Buffer.from(id, 'hex')]);
    const none = Buffer.concat([Buffer.from([32, 0, 0, 0, 0]), Buffer.alloc(32)]);
    return encodeReply({
      _id: { id: { type: BSON_TYPE.binary, bytes: uuid }, uid: { type: BSON_TYPE.binary, bytes: none } },
      lastUse: new Date(lastUsed),
    });
  });
}
