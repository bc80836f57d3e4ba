import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { createQueries } from '../shared/api/queries.ts';
import { i18n } from '../shared/i18n/i18n.ts';

// Pages are slow to draw in jsdom on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

export type Sent = { method: string; path: string; query: URLSearchParams; body: unknown };
/** What the api answers: a body, or a status with one; `undefined` breaks the connection. */
export type Answer = { status?: number; body?: unknown } | undefined;
export type Answers = (sent: Sent) => Answer;

/** Puts an api behind `fetch`, at the network, and gives the list of what is sent to it. */
export function answerWith(answers: Answers): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input), 'http://localhost');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const request = { method: init.method ?? 'GET', path: url.pathname, query: url.searchParams, body };
    sent.push(request);
    const answer = answers(request);
    if (!answer) throw new TypeError('Failed to fetch');
    const { status = 200 } = answer;
    return new Response(status === 204 ? null : JSON.stringify(answer.body), { status });
  };
  return sent;
}

/** Shows a page at an address as the application does, with an api that answers so. */
export function renderPage(
  page: ReactElement,
  { path = '/', at = path, answers }: { path?: string; at?: string; answers: Answers },
) {
  const sent = answerWith(answers);
  const router = createMemoryRouter(
    [
      { path, element: page },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { initialEntries: [at] },
  );
  render(
    <I18nextProvider i18n={i18n}>
      <MantineProvider env="test">
        <DatesProvider settings={{ locale: 'sv', firstDayOfWeek: 1 }}>
          <QueryClientProvider client={createQueries()}>
            <Notifications />
            <RouterProvider router={router} />
          </QueryClientProvider>
        </DatesProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
  return { user: userEvent.setup(), router, sent };
}
