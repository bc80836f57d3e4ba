import { decodeField } from '../../bson/value.ts';
import { hashedKey } from '../../pipeline/expression/hashed-key.ts';
import { defineCommand } from '../command.ts';
import { textOf } from '../fields.ts';

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
  defineCommand({
    names: ['_hashBSONElement'],
    fields: { seed: 'integer' },
    forTests: true,
    run: ({ target }, { seed = 0 }) => ({ key: target, seed, out: hashedKey(decodeField(target), seed) }),
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
