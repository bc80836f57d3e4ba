import { wordsIn } from '../../platform/words.ts';
import { someLoan } from '../../testing/some-loan.ts';
import { type LoanNews, loanMessage } from './loan-message.ts';

const everyNews: Record<LoanNews, true> = {
  requested: true,
  approved: true,
  partly_approved: true,
  rejected: true,
  packed: true,
  dispatched: true,
  received: true,
  closed: true,
  cancelled: true,
  recalled: true,
  return_soon: true,
  overdue: true,
};
const cases = Object.keys(everyNews).flatMap((news) =>
  (['transport', 'post', 'pickup'] as const).flatMap((delivery) =>
    (['sv', 'en'] as const).map((language) => [news as LoanNews, delivery, language] as const),
  ),
);

describe('a mail to a borrower', () => {
  it.each(cases)('of %s, by %s, in %s, has every word and value', (news, delivery, language) => {
    const { subject, text } = loanMessage(
      news,
      { ...someLoan, delivery, overdueDays: 2 },
      { words: wordsIn(language), loanUrl: 'https://example.org/lan/7', centreName: 'Centralen' },
    );
    // A key without words is given back as the key; a value that is missing leaves its braces.
    for (const part of [subject, text]) expect(part).not.toMatch(/mail\.|\{\{|undefined|NaN/);
    expect(subject).toContain('L-2026-00142');
    expect(text).toContain('https://example.org/lan/7');
  });
});
