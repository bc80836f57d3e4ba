import { use } from 'react';
import classes from './key.module.css';
import { ShortcutsContext } from './shortcuts-context.ts';

/** The key of a shortcut beside the words of its button. Not read aloud: the help lists them. Hidden where they are off. */
export function Key({ children }: { children: string }) {
  return use(ShortcutsContext)?.enabled ? (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  ) : null;
}
