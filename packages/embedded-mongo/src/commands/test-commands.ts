import { defineCommand } from './command.ts';
import { textOf } from './fields.ts';

/** What tests of drivers need; only with `enableTestCommands`. */
export const testCommands = [
  defineCommand({
    names: ['configureFailPoint'],
    fields: { mode: 'value!', data: 'document' },
    adminOnly: true,
    forTests: true,
    run: ({ engine, target }, { mode, data }) => ({
      count: engine.failPoints.configureNamed(textOf(target), mode, data),
    }),
  }),
  // Sessions are listed as they are; nothing of them is kept elsewhere.
  defineCommand({ names: ['refreshLogicalSessionCacheNow'], fields: {}, forTests: true, run: () => ({}) }),
  defineCommand({ names: ['testVersion2'], fields: {}, forTests: true, run: () => ({}) }),
  defineCommand({
    names: ['testDeprecation', 'testDeprecationInVersion2'],
    fields: {},
    forTests: true,
    stable: true,
    deprecated: true,
    run: () => ({}),
  }),
];
