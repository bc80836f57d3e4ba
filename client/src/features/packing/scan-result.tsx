import { IconCheck, IconCloud, IconRepeat, IconScan, IconX, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type LoggedScan, type Verdict, verdictOf } from './scan-log.ts';
import classes from './scan-result.module.css';
import { useScanWords } from './use-scan-words.ts';

const icons: Record<Verdict, TablerIcon> = {
  right: IconCheck,
  neutral: IconRepeat,
  wrong: IconX,
  waiting: IconCloud,
};

/** Right or wrong, to be told from two metres: by colour, by shape, by words. Read out as it changes. */
export function ScanResult({ scan }: { scan: LoggedScan | undefined }) {
  const { t } = useTranslation();
  const words = useScanWords();
  const verdict = scan ? verdictOf(scan.result) : undefined;
  const Icon = verdict ? icons[verdict] : IconScan;
  return (
    <output className={classes.result} data-verdict={verdict ?? 'none'} aria-live="assertive" aria-atomic>
      <span className={classes.ring} aria-hidden>
        <Icon size={60} stroke={3} />
      </span>
      <div key={scan ? `${scan.id} ${scan.result}` : 'none'}>
        {scan && <span className={classes.small}>{t('packing.justScanned')}</span>}
        <p className={classes.name}>{scan ? words.name(scan) : t('packing.ready')}</p>
        <p className={classes.text}>{scan ? words.verdict(scan) : t('packing.readyText')}</p>
      </div>
    </output>
  );
}
