import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/sv';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '../shared/i18n/i18n.ts';
import { useLanguage } from '../shared/i18n/use-language.ts';
import { theme } from './theme.ts';

type Properties = { queries: QueryClient; children: ReactNode };

/** What every page stands on: the words, the look, the answers of the api. */
export function Providers({ queries, children }: Properties) {
  return (
    <I18nextProvider i18n={i18n}>
      <InLanguage queries={queries}>{children}</InLanguage>
    </I18nextProvider>
  );
}

function InLanguage({ queries, children }: Properties) {
  const { language } = useLanguage();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          {children}
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
