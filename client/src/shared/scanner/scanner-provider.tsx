import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { isTyping } from '../shortcuts/index.ts';
import { ScannerInput } from './scanner-input.ts';

type Take = (code: string) => void;

/** Who takes a scan: the latest that asked, so that a page goes before the layout around it. */
class ScanTakers {
  #takers: readonly { take: Take }[] = [];

  add(taker: { take: Take }): () => void {
    this.#takers = [...this.#takers, taker];
    return () => {
      this.#takers = this.#takers.filter((other) => other !== taker);
    };
  }

  give(code: string): void {
    this.#takers.at(-1)?.take(code);
  }
}

const ScannerContext = createContext<ScanTakers | undefined>(undefined);

/** Hears a hand scanner with no field in focus. In a field the scanner types, as the person who put the cursor there wants. */
export function ScannerProvider({ children }: { children: ReactNode }) {
  const [takers] = useState(() => new ScanTakers());
  useEffect(() => {
    const input = new ScannerInput();
    function hear(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const code = input.press({ key: event.key, at: event.timeStamp });
      if (code === undefined) return;
      // The scanner's Enter must not press the button that happens to have focus.
      event.preventDefault();
      event.stopPropagation();
      takers.give(code);
    }
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [takers]);
  return <ScannerContext value={takers}>{children}</ScannerContext>;
}

/** Takes the scans for as long as the component is shown, unless something above it does. */
export function useScanner(take: Take): void {
  const takers = use(ScannerContext);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => takers?.add({ take: (code) => latest.current(code) }), [takers]);
}

export type ScannerState = 'listening' | 'in_field' | 'window_inactive';

/** Whether a scan made now would be heard, to be said honestly on the screen. */
export function useScannerState(): ScannerState {
  const [state, setState] = useState<ScannerState>(current);
  useEffect(() => {
    const look = () => setState(current());
    const events = ['focusin', 'focusout', 'focus', 'blur'] as const;
    for (const event of events) window.addEventListener(event, look);
    return () => {
      for (const event of events) window.removeEventListener(event, look);
    };
  }, []);
  return state;
}

function current(): ScannerState {
  if (!document.hasFocus()) return 'window_inactive';
  return isTyping(document.activeElement) ? 'in_field' : 'listening';
}
