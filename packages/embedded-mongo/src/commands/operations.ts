import { compileFilter } from '../query/filter.ts';
import { encodeReply } from '../wire/reply.ts';
import type { Operation } from '../session/operation.ts';
import { defineCommand } from './command.ts';
import { openFields } from './fields.ts';

/** A running request as `currentOp` shows it. */
export function describeOperation({ id, command, namespace, startedAt, client }: Operation): Buffer {
  const [, collection] = /\.(.*)/s.exec(namespace) ?? [];
  const runningMs = Date.now() - startedAt;
  return encodeReply({
    type: 'op',
    opid: id,
    op: 'command',
    ns: namespace,
    command: { [command]: collection ?? 1 },
    active: true,
    secs_running: Math.floor(runningMs / 1_000),
    microsecs_running: BigInt(runningMs * 1_000),
    connectionId: client.id,
    appName: client.applicationName,
  });
}

export const operationCommands = [
  defineCommand({
    names: ['currentOp'],
    fields: { $ownOps: 'ignored', $all: 'ignored', $truncateOps: 'ignored' },
    open: true,
    adminOnly: true,
    run: ({ engine, command }, fields) => {
      const filter = openFields(command, fields);
      const matching = filter.length > 0 && compileFilter(encodeReply(Object.fromEntries(filter)));
      const running = [...engine.operations.all()].map(describeOperation);
      return { inprog: matching ? running.filter((each) => matching.matches(each)) : running };
    },
  }),
  defineCommand({
    names: ['killOp'],
    fields: { op: 'integer!' },
    adminOnly: true,
    run: ({ engine }, { op }) => {
      engine.operations.find(op)?.kill();
      return { info: 'attempting to kill op' };
    },
  }),
];
