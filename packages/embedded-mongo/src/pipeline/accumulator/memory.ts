import { CommandError } from '../../bson/command-error.ts';
import type { Value } from '../../bson/value.ts';

/** What one stage that has to keep things may keep. MongoDB's limit, which it too has when it may not spill. */
export const STAGE_LIMIT = 100 * 1024 * 1024;

/** Counts what a stage keeps in memory. */
export class Memory {
  readonly #owner: string;
  #used = 0;

  /** @param owner for the message, "$group" */
  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Keeps one value in place of another. @throws CommandError 292 */
  replace(old: Value, value: Value): void {
    // Most are small, and then there is a place for them in what a group takes.
    const more = (isLarge(value) ? sizeOf(value) : 0) - (isLarge(old) ? sizeOf(old) : 0);
    if (more !== 0) this.take(more);
  }

  /** @throws CommandError 292 when it is too much */
  take(bytes: number): void {
    this.#used += bytes;
    if (this.#used > STAGE_LIMIT) {
      throw new CommandError(
        292,
        `${this.#owner} exceeded memory limit of ${STAGE_LIMIT} bytes, and this server does not spill to disk. Narrow the documents with $match and $project before it.`,
      );
    }
  }
}

/** Counts what one accumulator of a group keeps, which could not spill in MongoDB either. */
export class AccumulatorMemory {
  readonly #memory: Memory;
  readonly #name: string;
  #used = 0;

  constructor(memory: Memory, name: string) {
    this.#memory = memory;
    this.#name = name;
  }

  /** @throws CommandError 146 when this one alone takes too much, 292 when all together do */
  take(bytes: number): void {
    this.#used += bytes;
    if (this.#used > STAGE_LIMIT) {
      throw new CommandError(
        146,
        `${this.#name} used too much memory and cannot spill to disk. Memory limit: ${STAGE_LIMIT} bytes`,
      );
    }
    this.#memory.take(bytes);
  }
}

function isLarge(value: Value): boolean {
  return typeof value === 'string' || Array.isArray(value) || value instanceof Map;
}

const OVERHEAD = 16;

/** About as many bytes as a value has in BSON and around it. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string') return OVERHEAD + value.length;
  if (Array.isArray(value)) {
    let size = OVERHEAD;
    for (const item of value) size += sizeOf(item);
    return size;
  }
  if (value instanceof Map) {
    let size = OVERHEAD;
    for (const [name, field] of value) size += name.length + sizeOf(field);
    return size;
  }
  return OVERHEAD;
}
