import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { open } from 'lmdb';
import { isFull } from './disk-error.ts';
import { EMPTY, META } from './keyspace.ts';
import { Ownership } from './owner.ts';
import type { Database } from './view.ts';

/** The layout of the store that this release reads and writes. */
export const FORMAT_VERSION = 2;
/** Its index entries have no notes; such an index serves, but never in place of the documents. */
const FORMAT_WITHOUT_NOTES = 1;

/** Address space set aside; the file itself grows with the data only. */
const MAP_BYTES = 2 ** 40;
const MAX_READERS = 1_000;

/** The data directory cannot be used as it is; the message says what to do. */
export class DirectoryError extends Error {
  override name = 'DirectoryError';
}

export interface OpenDatabase {
  database: Database;
  ownership: Ownership;
}

/**
 * Opens the data directory for this process alone, making it when it is new.
 * @throws DirectoryInUseError while another process has it open.
 * @throws DirectoryError when it cannot be written or was written by a release with another format.
 */
export function openDatabase(directory: string): OpenDatabase {
  assertWritable(directory);
  const database = openLmdb(directory, false);
  try {
    const ownership = Ownership.take(database, directory);
    try {
      prepareFormat(database, directory);
    } catch (error) {
      ownership.release();
      throw error;
    }
    return { database, ownership };
  } catch (error) {
    void database.close();
    throw error;
  }
}

/**
 * Opens a data directory to read it, also while a server has it open.
 * @throws DirectoryError when it holds no data, or data of another format.
 */
export function openForReading(directory: string): Database {
  return openExisting(directory, true);
}

/** Opens a copy that is not in use yet, to write to it. @throws DirectoryError as above. */
export function openCopy(directory: string): Database {
  return openExisting(directory, false);
}

function openExisting(directory: string, readOnly: boolean): Database {
  if (!statSync(`${directory}/data.mdb`, { throwIfNoEntry: false })) {
    throw new DirectoryError(`${directory} holds no embedded-mongo data`);
  }
  let database: Database;
  try {
    database = openLmdb(directory, readOnly);
  } catch (error) {
    throw new DirectoryError(`${directory} cannot be read: ${String(error)}`, { cause: error });
  }
  const version = readFormat(database);
  if (isReadable(version)) return database;
  void database.close();
  throw new DirectoryError(otherFormat(directory, version));
}

function openLmdb(directory: string, readOnly: boolean): Database {
  return open<Buffer, Buffer>({
    path: directory,
    noSubdir: false,
    readOnly,
    keyEncoder: { writeKey, readKey },
    encoding: 'binary',
    // Without it LMDB makes an ArrayBuffer for every value, which takes most of the time of a scan.
    encoder: { encode: (value: Buffer) => value, decode: copyOf },
    maxReaders: MAX_READERS,
    // Windows sets the whole file aside; there it grows by remapping instead.
    ...(platform() === 'win32' ? {} : { mapSize: MAP_BYTES }),
  });
}

function writeKey(key: Buffer, target: Buffer, start: number): number {
  target.set(key, start);
  return start + key.length;
}

/** A copy from Node's pool: the encoding that LMDB brings along makes an ArrayBuffer for every key. */
function readKey(target: Buffer, start: number, end: number): Buffer {
  const key = Buffer.allocUnsafe(end - start);
  // Keys are short: a loop is done before a copy has begun.
  for (let position = start; position < end; position += 1) key[position - start] = target[position]!;
  return key;
}

/** What LMDB reads lies in memory of its own that the next read overwrites. */
function copyOf(bytes: Buffer): Buffer {
  const { length } = bytes;
  if (length === 0) return EMPTY;
  const copy = Buffer.allocUnsafe(length);
  copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset, length));
  return copy;
}

function assertWritable(directory: string): void {
  try {
    // Node calls a directory that cannot be made on a read-only disk a missing one.
    accessSync(nearestThatExists(directory), constants.W_OK);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    const file = `${directory}/data.mdb`;
    if (statSync(file, { throwIfNoEntry: false })) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DirectoryError(`the data directory ${directory} cannot be written (${reason})`);
  }
  // The system kills a process that writes to a mapped file without room; one that has room already may go on.
  if (!statSync(`${directory}/lock.mdb`, { throwIfNoEntry: false }) && isFull(directory)) {
    throw new DirectoryError(`the disk of ${directory} is full: make room and start again`);
  }
}

function nearestThatExists(directory: string): string {
  const exists = statSync(directory, { throwIfNoEntry: false }) !== undefined;
  return exists ? directory : nearestThatExists(dirname(resolve(directory)));
}

function prepareFormat(database: Database, directory: string): void {
  const version = readFormat(database);
  if (version === FORMAT_VERSION) return;
  if (version !== undefined && !isReadable(version))
    throw new DirectoryError(otherFormat(directory, version));
  database.transactionSync(() => {
    database.putSync(META.format, Buffer.from(JSON.stringify({ version: FORMAT_VERSION })));
  });
}

function isReadable(version: number | undefined): boolean {
  return version === FORMAT_VERSION || version === FORMAT_WITHOUT_NOTES;
}

function readFormat(database: Database): number | undefined {
  const bytes = database.get(META.format);
  return bytes && (JSON.parse(bytes.toString()) as { version: number }).version;
}

function otherFormat(directory: string, version: number | undefined): string {
  return (
    `${directory} has format ${version ?? 'unknown'} and this release reads ${FORMAT_VERSION}: ` +
    'open it with the release that wrote it, copy the data with mongodump or a script, and restore it here'
  );
}
