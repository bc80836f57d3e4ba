export type { KeyPair } from '@mediecentral/certificate';
export { makeKeyPair } from './key-pair.ts';
export { developmentScope, type Person } from './person.ts';
export {
  developmentEntityId,
  type DevelopmentProvider,
  type DevelopmentProviderOptions,
  entryOf,
  startDevelopmentProvider,
} from './server.ts';
export { spawnDevelopmentProvider, type SpawnedProvider } from './spawn.ts';
export { type PostedForm, walkThroughProvider } from './walk-through.ts';
