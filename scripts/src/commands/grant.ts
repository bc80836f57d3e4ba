import { parseArgs } from 'node:util';
import { roles } from '@mediecentral/contracts';
import { grantRole, withServices } from 'api';
import { type Command, UsageError } from '../command.ts';

/**
 * Gives a person a role that their provider does not say; holds from their next login on. `pupil` takes it back, which
 * holds at once.
 */
export const grantCommand: Command = {
  name: 'grant',
  usage: '--idp KEY --eppn NAME@SCOPE --role ROLE',
  summary: `give a person a role (${roles.join(', ')})`,
  async run(words) {
    const { values } = parseArgs({
      args: [...words],
      options: { idp: { type: 'string' }, eppn: { type: 'string' }, role: { type: 'string' } },
    });
    const role = roles.find((known) => known === values.role);
    const { idp, eppn } = values;
    if (!idp || !eppn || !role) throw new UsageError('A provider, a person and a role are needed.');
    await withServices(process.env, (services) => grantRole(services, { idp, eppn, role }));
    if (role === 'pupil') return `${eppn} of ${idp} has no role by grant any more.`;
    return `${eppn} of ${idp} is ${role} from the next login on.`;
  },
};
