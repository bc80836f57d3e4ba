import { Radio, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Spoken, WaitingLines } from '../../shared/ui/index.ts';
import { useFederation, useFederationEntities } from './providers-api.ts';
import classes from './providers.module.css';

type Properties = { value: string; onChange: (entityId: string) => void };

/** One of the federation's hundreds of providers, found by a part of its name. */
export function FederationChoice({ value, onChange }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const entities = useFederationEntities(q);
  const { data: federation } = useFederation();
  const shown = entities.data?.items ?? [];
  const total = entities.data?.total ?? 0;
  if (federation?.aggregate && !federation.aggregate.lastReadAt)
    return <Text>{t('providers.source.notFetched')}</Text>;
  return (
    <>
      <TextInput
        type="search"
        label={t('providers.source.search')}
        leftSection={<IconSearch size={20} stroke={1.9} aria-hidden />}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Spoken className={classes.found}>
        {entities.isSuccess && t('providers.source.found', { count: total, shown: shown.length })}
      </Spoken>
      {entities.isPending && <WaitingLines count={4} />}
      {entities.isError && <ErrorState error={entities.error} inline />}
      {shown.length > 0 && (
        <Radio.Group aria-label={t('providers.source.federation')} value={value} onChange={onChange}>
          <ul className={classes.choice}>
            {shown.map(({ entityId, name, registeredAs }) => (
              <li key={entityId}>
                <Radio
                  value={entityId}
                  label={name}
                  description={entityId}
                  disabled={registeredAs !== undefined}
                />
                {registeredAs !== undefined && (
                  <Text size="sm" c="dimmed">
                    {t('providers.source.registered')}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </Radio.Group>
      )}
    </>
  );
}
