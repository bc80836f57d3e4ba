import classes from './drawing.module.css';
import { pictureOf } from './drawings.ts';

type Properties = {
  /** A model’s `drawing`. */
  name: string;
  /** The picture of a page, not of a list. */
  large?: boolean;
  /** A thumbnail beside a line of text. */
  small?: boolean;
};

/** A flat drawing on coloured ground. The name stands beside it everywhere, so a screen reader passes it by. */
export function Drawing({ name, large = false, small = false }: Properties) {
  const { ground, art } = pictureOf(name);
  return (
    <div
      className={classes.ground}
      data-ground={ground}
      data-large={large || undefined}
      data-small={small || undefined}
    >
      <svg viewBox="0 0 240 180" aria-hidden="true" focusable="false" className={classes.art}>
        {art}
      </svg>
    </div>
  );
}
