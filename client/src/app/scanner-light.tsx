import { useTranslation } from 'react-i18next';
import { useScannerState } from '../shared/scanner/index.ts';
import classes from './staff-layout.module.css';

/** Whether a scan made now would be heard. */
export function ScannerLight() {
  const { t } = useTranslation();
  const state = useScannerState();
  return (
    <span className={classes.light} data-state={state}>
      {t(`staff.scanner.${state}`)}
    </span>
  );
}
