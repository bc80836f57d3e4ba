import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './quantity-stepper.module.css';

type Properties = {
  /** What is counted; shown above unless `hideLabel`. */
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
  hideLabel?: boolean;
};

/** A number between two buttons; it can be typed too. */
export function QuantityStepper({ label, value, min = 1, max, onChange, hideLabel = false }: Properties) {
  const { t } = useTranslation();
  const id = useId();
  const set = (next: number) => onChange(Math.min(Math.max(next, min), Math.max(max, min)));
  return (
    <div>
      <label htmlFor={id} className={hideLabel ? classes.hidden : classes.label}>
        {label}
      </label>
      <fieldset className={classes.stepper} aria-label={label}>
        <button
          type="button"
          aria-label={t('action.fewer')}
          disabled={value <= min}
          onClick={() => set(value - 1)}
        >
          <IconMinus size={20} aria-hidden />
        </button>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const typed = Number.parseInt(event.currentTarget.value, 10);
            if (!Number.isNaN(typed)) set(typed);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            set(value + (event.key === 'ArrowUp' ? 1 : -1));
          }}
        />
        <button
          type="button"
          aria-label={t('action.more')}
          disabled={value >= max}
          onClick={() => set(value + 1)}
        >
          <IconPlus size={20} aria-hidden />
        </button>
      </fieldset>
    </div>
  );
}
