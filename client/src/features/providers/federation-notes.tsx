import type { Federation } from '@mediecentral/contracts';
import { Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Note } from '../../shared/ui/index.ts';
import classes from './providers.module.css';

/** What an administrator has to know of the federation; nothing while all is well. */
export function FederationNotes({ federation: { aggregate, keyChanges } }: { federation: Federation }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const isBad = aggregate !== undefined && (aggregate.expired || aggregate.error !== undefined);
  if (!isBad && keyChanges.length === 0) return null;
  return (
    <Stack gap="sm" mb="md">
      {isBad && (
        <Note kind={aggregate.expired ? 'bad' : 'wait'}>
          <Text fw={600}>
            {t(aggregate.expired ? 'providers.aggregate.expired' : 'providers.aggregate.failed')}
          </Text>
          {!aggregate.expired && aggregate.validUntil && (
            <Text>{t('providers.aggregate.countsUntil', { when: dates.instant(aggregate.validUntil) })}</Text>
          )}
          {aggregate.error && <Text size="sm">{t(`providers.fault.${aggregate.error}`)}</Text>}
        </Note>
      )}
      {keyChanges.length > 0 && (
        <Note kind="info" icon={IconKey}>
          <Text fw={600}>{t('providers.keyChanges.title')}</Text>
          <ul className={classes.plain}>
            {keyChanges.map(({ key, name, at, added, removed }) => (
              <li key={`${key} ${at}`}>
                <Link to={`/personal/inloggning/${key}`}>{name}</Link>
                {', '}
                {t('providers.keyChanges.one', { when: dates.instant(at), added, removed })}
              </li>
            ))}
          </ul>
          <Text size="sm">{t('providers.keyChanges.text')}</Text>
        </Note>
      )}
    </Stack>
  );
}
