import type { ManagedProvider } from '@mediecentral/contracts';
import { Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCentre } from '../../shared/api/use-centre.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { Note } from '../../shared/ui/index.ts';
import { outlookOf } from './certificates.ts';
import { isRefusing } from './provider-health.ts';

/** What is wrong with a provider, or soon will be, and what to do about it. */
export function ProviderNotes({ provider }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { lastRefusal, metadataError } = provider;
  return (
    <Stack gap="sm">
      {provider.state === 'disabled' && <Note kind="wait">{t('providers.note.disabled')}</Note>}
      <CertificateNote provider={provider} />
      {lastRefusal && isRefusing(provider) && (
        <Note kind="bad">
          <Text fw={600}>{t('providers.note.refused', { when: dates.instant(lastRefusal.at) })}</Text>
          <Text>
            {t('providers.note.check', { check: lastRefusal.check, number: lastRefusal.reference })}
          </Text>
        </Note>
      )}
      {metadataError && (
        <Note kind="wait">
          <Text fw={600}>{t('providers.note.metadata')}</Text>
          <Text size="sm">{t(`providers.fault.${metadataError}`)}</Text>
        </Note>
      )}
    </Stack>
  );
}

function CertificateNote({ provider: { certificates, state } }: { provider: ManagedProvider }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { data: centre } = useCentre();
  const outlook = centre && outlookOf(certificates, centre.today);
  if (!outlook || state === 'disabled') return null;
  const { lastDay, retiring, days } = outlook;
  const date = (day: string) => dates.date(day);
  if (state === 'expired') {
    return (
      <Note kind="bad">
        <Text fw={600}>{t('providers.note.expired', { date: date(lastDay) })}</Text>
        <Text>{t('providers.note.expiredText')}</Text>
      </Note>
    );
  }
  if (state === 'expiring') {
    return (
      <Note kind="wait" icon={IconClock}>
        <Text fw={600}>{t('providers.note.expiring', { date: date(lastDay), count: days })}</Text>
        <Text>{t('providers.note.expiringText')}</Text>
      </Note>
    );
  }
  if (!retiring) return null;
  return (
    <Note kind="info" icon={IconClock}>
      <Text fw={600}>{t('providers.note.retiring', { date: date(retiring) })}</Text>
      <Text>{t('providers.note.retiringText')}</Text>
    </Note>
  );
}
