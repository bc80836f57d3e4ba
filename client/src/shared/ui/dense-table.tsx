import type { ReactNode } from 'react';
import classes from './dense-table.module.css';

type Properties = {
  /** What the table holds: its name for those who cannot see it. */
  label: string;
  children: ReactNode;
  /** Rows that become cards on a phone; otherwise the table scrolls within its region. */
  cards?: boolean;
};

/**
 * A table for many rows. Cells carry `data-label` for the cards that rows become on a phone, `data-number` to stand right,
 * and `data-main` for what names the row.
 */
export function DenseTable({ label, children, cards = true }: Properties) {
  return (
    // A region that scrolls has to be reached with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.region} aria-label={label} tabIndex={0} data-cards={cards}>
      <table className={classes.table}>{children}</table>
    </section>
  );
}
