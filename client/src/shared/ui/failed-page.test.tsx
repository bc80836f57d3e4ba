import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render-page.tsx';
import { usualAnswer } from '../../testing/answers.ts';
import { CallError, type CallErrorCode } from '../api/call-error.ts';
import { FailedPage } from './failed-page.tsx';

const open = (code: CallErrorCode) =>
  renderPage(<FailedPage error={new CallError(code)} onRetry={() => undefined} />, { answers: usualAnswer });

describe('a page about one thing that could not be fetched', () => {
  it.each(['not_found', 'invalid_request'] as const)(
    'has a heading and a way on where nothing has the address, and does not offer to try again (%s)',
    async (code) => {
      open(code);
      await screen.findByRole('heading', { level: 1, name: 'Den sidan finns inte' });
      screen.getByText('Det du söker finns inte, eller hör till en annan skola.');
      expect(screen.getByRole('link', { name: 'Till startsidan' }).getAttribute('href')).toBe('/');
      expect(screen.queryByRole('button', { name: 'Försök igen' })).toBeNull();
    },
  );

  it('offers to try again where the connection broke', async () => {
    open('no_network');
    await screen.findByRole('button', { name: 'Försök igen' });
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
  });
});
