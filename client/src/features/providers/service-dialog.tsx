import type { Federation } from '@mediecentral/contracts';
import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CertificateList } from './certificate-list.tsx';
import { CopyField } from './copy-field.tsx';

type Properties = { service: Federation['service']; opened: boolean; onClose: () => void };

/** What a municipality needs to know of us, to be copied into its own form. */
export function ServiceDialog({ service, opened, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      size="lg"
      title={t('providers.ourMetadata')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t('providers.ourMetadataText')}</Text>
        <CopyField label={t('providers.service.metadataUrl')} value={service.metadataUrl} />
        <CopyField label={t('providers.service.entityId')} value={service.entityId} />
        <CopyField label={t('providers.service.consumerUrl')} value={service.consumerUrl} />
        <CopyField label={t('providers.service.logoutUrl')} value={service.logoutUrl} />
        <CertificateList certificates={service.certificates} />
      </Stack>
    </Modal>
  );
}
