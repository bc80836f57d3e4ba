import { metadataFaults } from '@mediecentral/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCallError } from '../../shared/api/call-error.ts';
import { ErrorState } from '../../shared/ui/index.ts';

/** Why a provider was not taken, where it is the provider’s own fault. */
export function RefusedProvider({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const fields =
    isCallError(error, 'metadata_refused') || isCallError(error, 'invalid_request') ? error.fields : [];
  const fault = metadataFaults.find((known) => fields.some(({ code }) => code === known));
  return (
    <ErrorState error={error} inline>
      {fault && <Text size="sm">{t(`providers.fault.${fault}`)}</Text>}
    </ErrorState>
  );
}
