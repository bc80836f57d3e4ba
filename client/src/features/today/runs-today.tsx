import type { Today } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../../shared/ui/index.ts';
import classes from './today-page.module.css';

/** Which cars leave today, when, and how much goes with each. */
export function RunsToday({ today }: { today: Today }) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('today.runs')}>
      {today.runs.length === 0 ? (
        <Text c="dimmed">{t('today.noRuns')}</Text>
      ) : (
        <ul className={classes.plain}>
          {today.runs.map(({ municipality, departure, loans }) => (
            <li key={municipality.code}>
              <span>
                <b>{municipality.name}</b> {departure}
              </span>
              <span>{t('today.boxes', { count: loans })}</span>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
