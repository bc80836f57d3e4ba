import { Button, Group, Text } from '@mantine/core';
import { IconCopy, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useParams } from 'react-router';
import { useErrorWords } from '../../shared/api/use-error-words.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { EmptyState, ErrorState, LinkButton, PageTitle, tell, WaitingLines } from '../../shared/ui/index.ts';
import { FederationNotes } from './federation-notes.tsx';
import { ProviderTable } from './provider-table.tsx';
import { useFederation, useProviders, useRefreshFederation } from './providers-api.ts';
import classes from './providers.module.css';
import { ServiceDialog } from './service-dialog.tsx';

/** Where people log in: what breaks soon, and beside the list the provider that was chosen. */
export function ProvidersPage() {
  const { t } = useTranslation();
  const { key: chosen } = useParams();
  const providers = useProviders();
  const federation = useFederation();
  return (
    <>
      <Group justify="space-between" align="end" mb="sm">
        <div className={classes.heading}>
          <PageTitle>{t('providers.title')}</PageTitle>
          <Summary />
        </div>
        <Actions />
      </Group>
      {federation.isError && <ErrorState error={federation.error} inline />}
      {federation.data && <FederationNotes federation={federation.data} />}
      {providers.isPending && <WaitingLines count={10} />}
      {providers.isError && <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />}
      {providers.isSuccess && providers.data.length === 0 && (
        <EmptyState
          title={t('providers.none')}
          text={t('providers.noneText')}
          action={{ label: t('providers.add'), to: '/personal/inloggning/ny' }}
        />
      )}
      {providers.isSuccess && providers.data.length > 0 && (
        <div className={classes.split} data-chosen={chosen !== undefined}>
          <ProviderTable providers={providers.data} chosen={chosen} />
          {chosen !== undefined && (
            <div className={classes.aside}>
              <Outlet />
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Summary() {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { data: providers = [] } = useProviders();
  const { data: federation } = useFederation();
  const municipalities = providers.filter(({ municipalityCode }) => municipalityCode).length;
  const others = providers.length - municipalities;
  const readAt = federation?.aggregate?.lastReadAt;
  const parts = [
    t('providers.municipalities', { count: municipalities }),
    ...(others > 0 ? [t('providers.others', { count: others })] : []),
    ...(readAt ? [t('providers.readAt', { when: dates.instant(readAt) })] : []),
  ];
  return <Text c="dimmed">{parts.join(' · ')}</Text>;
}

function Actions() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [opened, setOpened] = useState(false);
  const { data: federation } = useFederation();
  const refresh = useRefreshFederation();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconCopy size={20} stroke={1.9} aria-hidden />}
        disabled={!federation}
        onClick={() => setOpened(true)}
      >
        {t('providers.ourMetadata')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconRefresh size={20} stroke={1.9} aria-hidden />}
        loading={refresh.isPending}
        onClick={() =>
          refresh.mutate(undefined, {
            onSuccess: () => tell(t('providers.refreshed')),
            onError: (error) => tell(words(error).sentence),
          })
        }
      >
        {t('providers.refresh')}
      </Button>
      <LinkButton to="/personal/inloggning/ny" leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}>
        {t('providers.add')}
      </LinkButton>
      {federation && (
        <ServiceDialog service={federation.service} opened={opened} onClose={() => setOpened(false)} />
      )}
    </Group>
  );
}
