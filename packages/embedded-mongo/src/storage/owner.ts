import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { META } from './keyspace.ts';
import type { Database } from './view.ts';

/** Another process serves this data directory. */
export class DirectoryInUseError extends Error {
  override name = 'DirectoryInUseError';
  readonly code = 'DIRECTORY_IN_USE';
}

interface Owner {
  token: string;
  processId: number;
  /** When that process started, as the system tells; guards against a process id used again. */
  startedAt: string;
  /** Process ids mean something inside one namespace (container) only. */
  namespace: string;
}

/** The file whose time of change tells processes in other containers that the owner is alive. */
const HEARTBEAT_FILE = 'heartbeat';
const HEARTBEAT_MS = 2_000;
const SILENCE_MS = 10_000;

/**
 * The exclusive lock of a data directory is a record in the store itself: LMDB lets one process write at a
 * time, so reading the record and taking it over is one step that no other process can come between.
 * The record is read again in every commit: a process that lost the directory cannot write to it.
 */
export class Ownership {
  readonly #database: Database;
  readonly #bytes: Buffer;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(database: Database, directory: string) {
    this.#database = database;
    const self: Owner = {
      token: randomUUID(),
      processId: process.pid,
      startedAt: processStart(process.pid) ?? '',
      namespace: processNamespace(),
    };
    this.#bytes = Buffer.from(JSON.stringify(self));
    const file = join(directory, HEARTBEAT_FILE);
    const beat = (): void => {
      const now = new Date();
      try {
        utimesSync(file, now, now);
      } catch {
        // The directory itself is gone: commits will say so.
      }
    };
    writeFileSync(file, '');
    beat();
    this.#heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
  }

  /** @throws DirectoryInUseError while another process that is alive owns the directory. */
  static take(database: Database, directory: string): Ownership {
    let ownership: Ownership | undefined;
    database.transactionSync(() => {
      const bytes = database.get(META.owner);
      const owner = bytes && (JSON.parse(bytes.toString()) as Owner);
      if (owner && isAlive(owner, directory)) {
        throw new DirectoryInUseError(
          `${directory} is in use by process ${owner.processId}: stop it first, or use another directory`,
        );
      }
      ownership = new Ownership(database, directory);
      database.putSync(META.owner, ownership.#bytes);
    });
    return ownership!;
  }

  /** Call inside every commit. @throws DirectoryInUseError when the directory was taken over. */
  assertHeld(): void {
    const bytes = this.#database.get(META.owner);
    if (!bytes?.equals(this.#bytes)) {
      throw new DirectoryInUseError('another process has taken over this data directory');
    }
  }

  release(): void {
    clearInterval(this.#heartbeat);
    this.#database.transactionSync(() => {
      if (this.#database.get(META.owner)?.equals(this.#bytes)) void this.#database.removeSync(META.owner);
    });
  }
}

function isAlive(owner: Owner, directory: string): boolean {
  if (owner.namespace !== processNamespace()) {
    const seen = statSync(join(directory, HEARTBEAT_FILE), { throwIfNoEntry: false });
    return seen !== undefined && Date.now() - seen.mtimeMs < SILENCE_MS;
  }
  try {
    process.kill(owner.processId, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const startedAt = processStart(owner.processId);
  return startedAt === undefined || startedAt === owner.startedAt;
}

/** Boot and start time of a process on Linux; undefined where the system does not tell. */
function processStart(processId: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // Fields are counted after the command's name, which may itself hold spaces and parentheses.
    const startTicks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}/${startTicks}`;
  } catch {
    return undefined;
  }
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
