export { spawnServer, type SpawnedServer, type SpawnOptions } from './spawn.ts';
export { start, type RunningServer, type ServerOptions } from './start.ts';
export { backup, compact, restore } from './storage/copy.ts';
export { check, type CheckReport } from './storage/check.ts';
export { DirectoryError } from './storage/database.ts';
export { DirectoryInUseError } from './storage/owner.ts';
export type { ServerLogger } from './wire/server.ts';
