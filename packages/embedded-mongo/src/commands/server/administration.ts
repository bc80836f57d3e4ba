import { CommandError } from '../../bson/command-error.ts';
import { compileProjection } from '../../projection/projection.ts';
import { BSON_TYPE } from '../../storage/raw-fields.ts';
import { defineCommand } from '../command.ts';
import { isNumber, numberOf, textOf, wrongType } from '../fields.ts';
import { namespaceOf } from '../namespace.ts';
import { compileQuery, readCollation, readScope } from '../reading/query-fields.ts';

/** What a shell asks when it connects, and what an operator of a real server may set; here there is little. */
export const administrationCommands = [
  defineCommand({
    names: ['fsync'],
    fields: { lock: 'boolean', async: 'ignored', fsyncLockAcquisitionTimeoutMillis: 'ignored' },
    adminOnly: true,
    run: (_context, { lock }) => {
      if (lock) throw new CommandError(115, 'This server cannot be locked: take a copy of it instead');
      // Every write is on the disk before it is answered.
      return { numFiles: 1 };
    },
  }),
  defineCommand({
    names: ['getLog'],
    fields: {},
    adminOnly: true,
    run: ({ target }) => {
      if (target.type !== BSON_TYPE.string) throw wrongType('getLog.getLog', target.type, 'string');
      const name = textOf(target);
      if (name === '*') return { names: ['global', 'startupWarnings'] };
      if (name === 'startupWarnings') return { totalLinesWritten: 0, log: [] };
      if (name !== 'global') throw new CommandError(96, `No log named '${name}'`);
      return { totalLinesWritten: 1, log: ['The log is written to the output of the process.'] };
    },
  }),
  defineCommand({
    names: ['getCmdLineOpts'],
    fields: {},
    adminOnly: true,
    run: () => ({ argv: ['embedded-mongo'], parsed: {} }),
  }),
  defineCommand({
    names: ['getDefaultRWConcern'],
    fields: { inMemory: 'boolean' },
    adminOnly: true,
    run: () => ({
      defaultReadConcern: { level: 'local' },
      defaultWriteConcern: { w: 'majority', wtimeout: 0 },
      defaultWriteConcernSource: 'implicit',
      defaultReadConcernSource: 'implicit',
    }),
  }),
  defineCommand({
    names: ['planCacheClear'],
    fields: { query: 'document', sort: 'document', projection: 'document', collation: 'document' },
    run: (context, { query, sort, projection, collation }) => {
      namespaceOf(context);
      const collated = readCollation(collation);
      if (!query && (sort ?? projection ?? collation)) {
        throw new CommandError(2, 'sort, projection, or collation provided without query');
      }
      compileQuery(undefined, {
        filter: query,
        sort,
        collation: collated,
        scope: readScope(context, undefined, collated),
      });
      if (projection) compileProjection(projection);
      // Every request is planned anew.
      return {};
    },
  }),
  defineCommand({
    names: ['profile'],
    fields: { slowms: 'value', sampleRate: 'value', filter: 'value' },
    run: ({ target }, { slowms, sampleRate, filter }) => {
      if (!isNumber(target)) throw wrongType('profile.profile', target.type, 'int');
      if (numberOf(target) > 0) {
        throw new CommandError(238, 'There is no profiler here: ask for the plan of a request with explain');
      }
      for (const [name, value] of Object.entries({ slowms, sampleRate, filter })) {
        if (value) throw new CommandError(238, `There is no profiler here that '${name}' could be for`);
      }
      return { was: 0, slowms: 100, sampleRate: 1 };
    },
  }),
];
