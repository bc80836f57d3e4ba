import { type ReactNode, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { isTyping, pressesSomething, type Shortcut, ShortcutRegistry } from './shortcut-registry.ts';
import { type Shortcuts, ShortcutsContext } from './shortcuts-context.ts';

const storageKey = 'mediecentral.shortcuts';

/**
 * Listens for the shortcuts of everything inside. Off inside fields and dialogs; a person can switch them off altogether
 * (WCAG 2.1.4), which this browser remembers.
 */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ShortcutRegistry());
  const [enabled, setEnabled] = useState(() => localStorage.getItem(storageKey) !== 'off');

  useEffect(() => {
    if (!enabled) return undefined;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('[aria-modal=true]')) return;
      if (event.key === 'Enter' && pressesSomething(event.target)) return;
      if (registry.press(event)) event.preventDefault();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [registry, enabled]);

  const shortcuts = useMemo(
    () => ({
      registry,
      enabled,
      setEnabled: (on: boolean) => {
        localStorage.setItem(storageKey, on ? 'on' : 'off');
        setEnabled(on);
      },
    }),
    [registry, enabled],
  );
  return <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>;
}

/** What the help shows: the shortcuts of the moment, and whether they are on. */
export function useShortcutList() {
  const { registry, enabled, setEnabled } = useShortcutsContext();
  const shortcuts = useSyncExternalStore(registry.subscribe, () => registry.shortcuts);
  return { shortcuts, enabled, setEnabled };
}

/**
 * Adds a shortcut for as long as the component is shown. `run` may be new in every render: the latest is called.
 * Outside a provider (the borrower's pages) it does nothing.
 */
export function useShortcut(key: string, label: string, run: (() => void) | undefined): void {
  const registry = use(ShortcutsContext)?.registry;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const active = run !== undefined;
  useEffect(() => {
    if (!registry || !active) return undefined;
    const shortcut: Shortcut = { key, label, run: () => latest.current?.() };
    return registry.add(shortcut);
  }, [registry, active, key, label]);
}

function useShortcutsContext(): Shortcuts {
  const shortcuts = use(ShortcutsContext);
  if (!shortcuts) throw new Error('The list of shortcuts is only known inside ShortcutsProvider');
  return shortcuts;
}
