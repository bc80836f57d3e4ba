import { Button, Container, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A page that broke, most often since a new version came while it was open: reading it in again helps. */
export function RouteError() {
  const { t } = useTranslation();
  return (
    <Container size={640} py="xl" role="alert">
      <Title order={1} mb="sm">
        {t('shell.broken')}
      </Title>
      <Text size="lg" mb="lg">
        {t('shell.brokenText')}
      </Text>
      <Button onClick={() => globalThis.location.reload()}>{t('shell.reload')}</Button>
    </Container>
  );
}
