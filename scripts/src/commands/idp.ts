import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { changeServiceKeys, listProviders, takeUpProvider, tryProvider, withServices } from 'api';
import type { MetadataSource } from '@mediecentral/contracts';
import { type Command, UsageError } from '../command.ts';

const keySteps = ['add', 'use', 'forget'] as const;

/** Identity providers, and the keys that they know us by. */
export const idpCommand: Command = {
  name: 'idp',
  usage:
    'add FILE|URL|ENTITY-ID [--key --name --municipality --scope]… | list | test KEY | keys add|use|forget',
  summary: 'take up, list and try identity providers; change our own keys step by step',
  async run([action, ...words], progress) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        name: { type: 'string' },
        municipality: { type: 'string' },
        scope: { type: 'string', multiple: true },
      },
    });
    const [what] = positionals;
    if (action === 'list') return list(progress);
    if (!what) throw new UsageError('Say what to do with which provider.');
    if (action === 'test') return test(what);
    if (action === 'keys') return changeKeys(what);
    if (action !== 'add') throw new UsageError(`There is no action ${action}.`);
    const chosen = {
      ...(values.key ? { key: values.key } : {}),
      ...(values.name ? { name: values.name } : {}),
      ...(values.municipality ? { municipalityCode: values.municipality } : {}),
      ...(values.scope ? { scopes: values.scope.map((scope) => scope.toLowerCase()) } : {}),
    };
    const source = await sourceOf(what);
    const { provider, warnings } = await withServices(process.env, (services) =>
      takeUpProvider(services, source, chosen),
    );
    for (const warning of warnings) progress(`Note: ${warning.replaceAll('_', ' ')}`);
    return `${provider.name} (${provider.entityId}) can log in as ${provider.key}, for ${provider.scopes.join(', ')}.`;
  },
};

/** A file if there is one of that name, an address, else an entity id of the federation. */
async function sourceOf(what: string): Promise<MetadataSource> {
  try {
    return { metadataXml: await readFile(what, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const [address] = what.match(/^https?:\/\/.*(?:metadata|\.xml)/i) ?? [];
  return address ? { metadataUrl: what } : { entityId: what };
}

async function list(progress: (line: string) => void): Promise<string> {
  const providers = await withServices(process.env, listProviders);
  for (const { key, name, state, source, scopes, lastLoginAt } of providers)
    progress([key, name, state, source, scopes.join(','), lastLoginAt ?? 'never'].join('\t'));
  return `${providers.length} identity providers.`;
}

async function test(key: string): Promise<string> {
  const status = await withServices(process.env, (services) => tryProvider(services, key));
  if (status >= 400) throw new Error(`${key} answers our request with ${status}`);
  return `${key} answers our request with its login page (${status}).`;
}

async function changeKeys(word: string): Promise<string> {
  const step = keySteps.find((known) => known === word);
  if (!step) throw new UsageError('Keys are added, used, then the old ones forgotten.');
  const { signing } = await withServices(process.env, ({ config }) =>
    changeServiceKeys(config.dataDirectory, step),
  );
  return `Our metadata has ${signing.length} signing keys; requests are signed with the first.`;
}
