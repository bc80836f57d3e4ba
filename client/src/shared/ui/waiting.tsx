import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './waiting.module.css';

/** Grey surfaces in the shape of what will come, only where it takes more than 300 ms. */
function Waiting({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <output className={classes.late} aria-busy="true">
      <span className={classes.hidden}>{t('shell.waiting')}</span>
      <div aria-hidden="true">{children}</div>
    </output>
  );
}

const placesFor = (count: number) => Array.from({ length: count }, (_, place) => place);

export function WaitingCards({ count = 6 }: { count?: number }) {
  return (
    <Waiting>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="lg">
        {placesFor(count).map((place) => (
          <Skeleton key={place} height={300} radius="lg" />
        ))}
      </SimpleGrid>
    </Waiting>
  );
}

/** Rows of a list or a table. */
export function WaitingLines({ count = 6, height = 44 }: { count?: number; height?: number }) {
  return (
    <Waiting>
      <Stack gap="xs">
        {placesFor(count).map((place) => (
          <Skeleton key={place} height={height} />
        ))}
      </Stack>
    </Waiting>
  );
}

export function WaitingPage() {
  return (
    <Waiting>
      <Stack gap="lg">
        <Skeleton height={44} width="min(420px, 80%)" />
        <Skeleton height={22} width="min(640px, 100%)" />
        <Skeleton height={320} radius="lg" />
      </Stack>
    </Waiting>
  );
}
