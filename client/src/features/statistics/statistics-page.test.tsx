import type { LoanStatistics } from '@mediecentral/contracts';
import { screen } from '@testing-library/react';
import { usualAnswer } from '../../testing/answers.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { StatisticsPage } from './statistics-page.tsx';

const counted = { value: 12, previous: 40 };

function open(year: number) {
  const body: LoanStatistics = {
    year,
    by: 'municipality',
    asOf: '2026-03-02T09:00:00.000Z',
    rows: [{ key: '0881', label: 'Nybro', loans: counted, units: counted }],
    total: { loans: counted, units: counted },
    overlap: { value: 0, previous: 0 },
  };
  return renderPage(<StatisticsPage />, {
    at: `/?year=${year}`,
    answers: (sent) => (sent.path === '/api/statistics/loans' ? { body } : usualAnswer(sent)),
  });
}

describe('the page of the year’s figures', () => {
  it('says of a year that is not over that it stands beside a whole one', async () => {
    open(2026);
    const note = await screen.findByText(/Räknat/);
    expect(note.textContent).toContain('År 2026 är inte slut ännu och jämförs med hela 2025.');
  });

  it('says no such thing of a year that is over', async () => {
    open(2025);
    await screen.findByText(/Räknat/);
    expect(screen.queryByText(/inte slut/)).toBeNull();
  });
});
