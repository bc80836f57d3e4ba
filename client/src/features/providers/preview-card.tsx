import type { ProviderPreview } from '@mediecentral/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts, Note, SectionCard } from '../../shared/ui/index.ts';
import { CertificateList } from './certificate-list.tsx';

const bad: ReadonlySet<ProviderPreview['warnings'][number]> = new Set([
  'already_registered',
  'certificate_expired',
]);

/** What metadata says, and what is worth a thought before it is saved. */
export function PreviewCard({ preview }: { preview: ProviderPreview }) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('providers.preview.heading')}>
      {preview.warnings.length > 0 && (
        <Stack gap="xs" mb="md">
          {preview.warnings.map((warning) => (
            <Note key={warning} kind={bad.has(warning) ? 'bad' : 'wait'}>
              <Text>{t(`providers.warning.${warning}`)}</Text>
            </Note>
          ))}
        </Stack>
      )}
      <Facts
        items={[
          { name: t('providers.entityId'), value: preview.entityId },
          { name: t('providers.ssoUrl'), value: preview.ssoUrl },
          { name: t('providers.logoutUrl'), value: preview.logoutUrl ?? t('providers.noLogout') },
          { name: t('providers.errorUrl'), value: preview.errorUrl },
        ]}
      />
      <Title order={3} mt="md" mb={4}>
        {t('providers.certificates')}
      </Title>
      <CertificateList certificates={preview.certificates} />
    </SectionCard>
  );
}
