import { refuse } from './refuse.ts';

interface Group {
  closed: boolean;
  /** Whoever comes after it has passed it. */
  certain: boolean;
}

/**
 * The numbered groups of a pattern. Where a group has not taken part, JavaScript lets a reference to it match the
 * empty text and PCRE lets it fail: only references to groups that have taken part for certain are translated.
 */
export class Groups {
  readonly #groups: Group[] = [];
  readonly #names = new Map<string, number>();

  get count(): number {
    return this.#groups.length;
  }

  open(name: string | undefined): number {
    this.#groups.push({ closed: false, certain: true });
    if (name === undefined) return this.count;
    if (this.#names.has(name)) refuse('two named subpatterns have the same name');
    this.#names.set(name, this.count);
    return this.count;
  }

  close(number: number): void {
    this.#groups[number - 1]!.closed = true;
  }

  /** Groups from this one on need not have been passed. */
  doubtFrom(number: number): void {
    for (const group of this.#groups.slice(number)) group.certain = false;
  }

  /** Need any of the groups from this one on not have been passed? */
  isInDoubtFrom(number: number): boolean {
    return this.#groups.slice(number).some(({ certain }) => !certain);
  }

  /** @throws CommandError 51091 */
  reference(to: string | number): string {
    const number = typeof to === 'number' ? to : this.#names.get(to);
    const group = number === undefined ? undefined : this.#groups[number - 1];
    if (!group) return refuse('a reference to a group that is not there, or comes later');
    if (!group.closed || !group.certain) {
      return refuse('a reference to a group that may not have matched is not supported here');
    }
    return `(?:\\${number})`;
  }
}
