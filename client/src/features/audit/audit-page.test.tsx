import type { AuditEntry } from '@mediecentral/contracts';
import { screen, waitFor } from '@testing-library/react';
import { idOf, usualAnswer } from '../../testing/answers.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { AuditPage } from './audit-page.tsx';

const by = { accountId: idOf(55), displayName: 'Kerstin Ahl', role: 'staff' } as const;
const entries: AuditEntry[] = [
  {
    id: idOf(2),
    at: '2026-03-02T08:00:00.000Z',
    by,
    action: 'loan.approve',
    subject: { kind: 'loan', id: idOf(42), label: 'L-2026-00042' },
    changes: { state: 'approved' },
  },
  {
    id: idOf(1),
    at: '2026-03-01T02:00:00.000Z',
    action: 'something.newer',
    subject: { kind: 'thing', id: 'T-1' },
    changes: { count: 3, removed: true, of: ['a'] },
  },
];

const open = (at = '/personal/logg') =>
  renderPage(<AuditPage />, {
    path: '/personal/logg',
    at,
    answers: (sent) => {
      if (sent.path !== '/api/audit') return usualAnswer(sent);
      const asked = sent.query.get('action') ? [] : entries;
      const isFirst = !sent.query.has('after');
      return {
        body: {
          items: isFirst ? asked.slice(0, 1) : asked.slice(1),
          total: asked.length,
          ...(isFirst && asked.length > 1 ? { next: 'cursor' } : {}),
        },
      };
    },
  });

describe('the log', () => {
  it('says who did what to what with which values, with the way to it', async () => {
    open();
    const loan = await screen.findByRole('link', { name: 'L-2026-00042' });
    expect(loan.getAttribute('href')).toBe(`/personal/lan/${idOf(42)}`);
    const row = loan.closest('tr')?.textContent;
    expect(row).toContain('mån 2 mars kl. 9.00');
    expect(row).toContain('Kerstin Ahl');
    expect(row).toContain('beviljade');
    expect(row).toContain('stateapproved');
  });

  it('goes on a page at a time, and shows what this page has no words for as it stands', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Visa fler' }));
    const row = (await screen.findByText('something.newer')).closest('tr');
    expect(row?.textContent).toContain('Systemet');
    expect(row?.textContent).toContain('T-1');
    expect(row?.textContent).toContain('3 värden');
  });

  it('is narrowed to what one person did, and holds that in its address', async () => {
    const { user, sent, router } = open('/personal/logg?subjectKind=loan');
    await user.click(await screen.findByRole('button', { name: 'Bara Kerstin Ahl' }));
    await waitFor(() => expect(sent.at(-1)?.query.get('by')).toBe(by.accountId));
    expect(sent.at(-1)?.query.get('subjectKind')).toBe('loan');
    expect(router.state.location.search).toContain(`by=${by.accountId}`);
  });

  it('leads back to everything from a search without a result', async () => {
    const { user } = open('/personal/logg?action=loan.recall');
    await user.click(await screen.findByRole('button', { name: 'Visa allt' }));
    expect(await screen.findByText('L-2026-00042')).toBeTruthy();
  });
});
