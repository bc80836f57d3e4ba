/** A single-key shortcut: `key` as `KeyboardEvent.key` gives it, letters in lower case. */
export type Shortcut = { key: string; label: string; run: () => void };

/** A scanner sends its keys closer together than this many milliseconds, a person does not. */
const together = 60;

type Key = Pick<KeyboardEvent, 'key' | 'timeStamp'>;

/**
 * Keeps the shortcuts of what is on the screen; of two with one key the latest wins. A key runs only when it comes alone, so
 * that a hand scanner that types `AJ-14` grants nothing.
 */
export class ShortcutRegistry {
  #shortcuts: readonly Shortcut[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;
  #pending: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  /** In the order they were added, without those that a later one hides. The same array until something changes. */
  get shortcuts(): readonly Shortcut[] {
    return this.#shortcuts;
  }

  /** @returns what takes it away again */
  add(shortcut: Shortcut): () => void {
    this.#set([...this.#shortcuts, shortcut]);
    return () => this.#set(this.#shortcuts.filter((other) => other !== shortcut));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** True where the key belongs to a shortcut; it runs in a moment unless more keys follow at once. */
  press({ key, timeStamp }: Key): boolean {
    if (modifiers.has(key)) return false;
    const alone = timeStamp - this.#lastAt > together;
    this.#lastAt = timeStamp;
    clearTimeout(this.#pending);
    const shortcut = this.#shortcuts.findLast((known) => known.key === normal(key));
    if (!alone || !shortcut) return false;
    this.#pending = setTimeout(() => shortcut.run(), together);
    return true;
  }

  #set(shortcuts: readonly Shortcut[]): void {
    this.#shortcuts = shortcuts;
    for (const listener of this.#listeners) listener();
  }
}

// They come with a key, not between keys: a quick `?` is Shift and `?` at once.
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

const normal = (key: string) => (key.length === 1 ? key.toLowerCase() : key);

/** Shortcuts are off where keys write, and where Enter already presses something. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
  );
}

export function pressesSomething(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('a, button, summary, input, [role=tab], [role=option]') !== null
  );
}
