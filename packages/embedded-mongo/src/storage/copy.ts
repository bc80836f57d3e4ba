import { copyFile, link, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DirectoryError, openCopy, openDatabase, openForReading } from './database.ts';
import { META } from './keyspace.ts';
import type { Database } from './view.ts';

const DATA_FILE = 'data.mdb';

/**
 * Copies the data as it is at this moment into one file, without unused space; a running server goes on.
 * @throws DirectoryError when there is nothing to copy.
 */
export async function backup(directory: string, target: string): Promise<void> {
  const database = openForReading(directory);
  try {
    await writeCopy(database, resolve(target));
  } finally {
    await database.close();
  }
}

/**
 * Makes a data directory of a backup.
 * @throws DirectoryError when the directory already holds data, or the file is no backup.
 */
export async function restore(directory: string, source: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const work = await mkdtemp(join(directory, 'restore-'));
  try {
    const copied = join(work, DATA_FILE);
    await copyFile(source, copied);
    await disown(work);
    await synchronise(copied);
    await link(copied, join(directory, DATA_FILE)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new DirectoryError(`${directory} already holds data: restore into an empty directory`);
    });
    await synchronise(directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Rewrites the data without unused space. The server must not be running.
 * @throws DirectoryInUseError when it is.
 */
export async function compact(directory: string): Promise<void> {
  const { database } = openDatabase(directory);
  const file = join(directory, DATA_FILE);
  try {
    // The copy carries this process's lock with it, so nobody can come between the two.
    await writeCopy(database, file);
  } finally {
    await database.close();
  }
  await disown(directory);
}

async function writeCopy(database: Database, target: string): Promise<void> {
  const work = await mkdtemp(join(dirname(target), `${basename(target)}-`));
  try {
    await database.backup(work, true);
    const copy = join(work, DATA_FILE);
    await synchronise(copy);
    await rename(copy, target);
    await synchronise(dirname(target));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Takes away the lock that was copied with the data, which also proves that it is data of ours. */
async function disown(directory: string): Promise<void> {
  const database = openCopy(directory);
  database.transactionSync(() => void database.removeSync(META.owner));
  await database.close();
}

async function synchronise(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
