import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Key } from '../../shared/shortcuts/index.ts';
import classes from './pack-page.module.css';
import { type LoggedScan, verdictOf } from './scan-log.ts';
import { useScanWords } from './use-scan-words.ts';

const most = 12;

/** What has been scanned, the latest first, and the way to take the last one back. */
export function ScanHistory({
  log,
  onUndo,
}: {
  log: readonly LoggedScan[];
  onUndo: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const words = useScanWords();
  return (
    <section className={classes.card} aria-labelledby="scanned">
      <Group justify="space-between" className={classes.cardHead}>
        <Title order={2} id="scanned">
          {t('packing.scanned')}
        </Title>
        <Button variant="default" size="xs" disabled={!onUndo} onClick={onUndo}>
          {t('packing.undo')}
          <Key>Z</Key>
        </Button>
      </Group>
      {log.length === 0 && (
        <Text c="dimmed" px="md" pb="md">
          {t('packing.nothingScanned')}
        </Text>
      )}
      <ol className={classes.log}>
        {log.slice(0, most).map((scan) => (
          <li key={scan.id}>
            <span className={classes.verdict} data-verdict={verdictOf(scan.result)}>
              {t(`packing.short.${scan.result}`)}
            </span>
            <span>
              <b>{words.name(scan)}</b> <span className={classes.muted}>{words.verdict(scan)}</span>
            </span>
            <time>{dates.time(new Date(scan.at).toISOString())}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
