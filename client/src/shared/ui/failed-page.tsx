import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCallError } from '../api/call-error.ts';
import { LinkButton } from './link-button.tsx';
import { PageTitle } from './page-title.tsx';
import { ErrorState } from './states.tsx';

/**
 * Instead of a page about one thing that could not be fetched by the address. What does not exist, or has an address that
 * nothing can have, does not come by trying again: the way on is another page.
 */
export function FailedPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const isMissing = isCallError(error, 'not_found') || isCallError(error, 'invalid_request');
  if (!isMissing) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <>
      <PageTitle>{t('shell.notFound')}</PageTitle>
      <Text size="lg" my="md">
        {t('error.not_found')}
      </Text>
      <LinkButton to="/">{t('shell.toHome')}</LinkButton>
    </>
  );
}
