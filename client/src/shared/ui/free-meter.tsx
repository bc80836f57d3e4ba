import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './free-meter.module.css';

/** At or below this share, what is left is shown as little. */
const little = 0.25;

/** How many of all are free, as a bar and in words. */
export function FreeMeter({ free, total }: { free: number; total: number }) {
  const { t } = useTranslation();
  if (free === 0) {
    return (
      <span className={classes.meter} data-kind="none">
        <IconX size={20} stroke={1.9} aria-hidden /> {t('equipment.none')}
      </span>
    );
  }
  const share = total === 0 ? 0 : Math.min(1, free / total);
  return (
    <span className={classes.meter} data-kind={share <= little ? 'few' : 'some'}>
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.filled} style={{ width: `${share * 100}%` }} />
      </span>
      {t('equipment.free', { count: free, total })}
    </span>
  );
}
