import type { ReactNode } from 'react';
import classes from './spoken.module.css';

type Properties = { children: ReactNode; className?: string | undefined };

/** Read aloud, in a while, whenever it changes. It has to be there before its first words are. */
export function Spoken({ children, className }: Properties) {
  return <output className={[classes.spoken, className].filter(Boolean).join(' ')}>{children}</output>;
}
