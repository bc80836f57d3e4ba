import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkButton, PageTitle } from '../shared/ui/index.ts';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle>{t('shell.notFound')}</PageTitle>
      <Text size="lg" my="md">
        {t('shell.notFoundText')}
      </Text>
      <LinkButton to="/">{t('shell.toHome')}</LinkButton>
    </>
  );
}
