import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './section-card.module.css';

type Properties = { title?: string; label?: string; children: ReactNode };

/** A part of a page on a surface of its own, named by its heading or by a label. */
export function SectionCard({ title, label, children }: Properties) {
  const id = useId();
  return (
    <section
      className={classes.card}
      aria-labelledby={title ? id : undefined}
      aria-label={title ? undefined : label}
    >
      {title && (
        <Title order={2} id={id} mb="sm">
          {title}
        </Title>
      )}
      {children}
    </section>
  );
}
