import { IconAlertTriangle, IconBulb, IconCheck, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './note.module.css';

type Kind = 'wait' | 'info' | 'ok' | 'bad';
const icons: Record<Kind, TablerIcon> = {
  wait: IconAlertTriangle,
  info: IconBulb,
  ok: IconCheck,
  bad: IconAlertTriangle,
};

/** Something to know, beside what it is about: an icon and words on the ground of its kind. */
export function Note({ kind, icon, children }: { kind: Kind; icon?: TablerIcon; children: ReactNode }) {
  const Icon = icon ?? icons[kind];
  return (
    <div className={classes.note} data-kind={kind}>
      <Icon size={24} stroke={1.9} aria-hidden className={classes.icon} />
      <div className={classes.text}>{children}</div>
    </div>
  );
}
