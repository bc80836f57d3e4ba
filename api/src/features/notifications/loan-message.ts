import type { Loan } from '@mediecentral/contracts';
import type { Words } from '../../platform/words.ts';

/** What has happened to a loan that its borrower is told of. */
export type LoanNews =
  | 'requested'
  | 'approved'
  | 'partly_approved'
  | 'rejected'
  | 'packed'
  | 'dispatched'
  | 'received'
  | 'closed'
  | 'cancelled'
  | 'recalled'
  | 'return_soon'
  | 'overdue';

/** A loan that its borrower is reminded of; `overdue_3` is told once it is three days late. */
export type Reminder = { loan: Loan; step: 'return_soon' | `overdue_${number}` };

export type Message = { subject: string; text: string };

/** The news after which the borrower wants to know when the box comes, and when it goes back. */
const saysWhenItComes: ReadonlySet<LoanNews> = new Set([
  'approved',
  'partly_approved',
  'packed',
  'dispatched',
]);
const saysWhenItGoes: ReadonlySet<LoanNews> = new Set([
  'approved',
  'partly_approved',
  'dispatched',
  'return_soon',
]);

/** A mail in plain words: what happened, what it means, what to do, where to see it. */
export function loanMessage(
  news: LoanNews,
  loan: Loan,
  {
    words,
    loanUrl,
    centreName,
    remark,
  }: { words: Words; loanUrl: string; centreName: string; remark?: string | undefined },
): Message {
  const { delivery } = loan;
  const values = valuesOf(loan, words);
  const fetched = delivery === 'pickup';
  const which = `mail.${news}${fetched && (news === 'dispatched' || news === 'packed') ? '_pickup' : ''}`;
  const isHandedOver = fetched && news === 'dispatched';
  return {
    subject: words(`${which}.subject`, values),
    text: letter([
      greeting(loan, words),
      words(`${which}.text`, values),
      linesOf(loan, news, words),
      saysWhenItComes.has(news) && !isHandedOver ? words(`mail.arrives_${delivery}`, values) : undefined,
      saysWhenItGoes.has(news) ? words(`mail.returns_${delivery}`, values) : undefined,
      remark ? words('mail.remark', { remark }) : undefined,
      words('mail.see', { url: loanUrl }),
      words('mail.regards', { centre: centreName }),
    ]),
  };
}

/** One mail about several loans: those that are late first, the latest at the top. */
export function remindersMessage(
  reminders: readonly Reminder[],
  { words, centreName, urlOf }: { words: Words; centreName: string; urlOf: (loan: Loan) => string },
): Message {
  const inOrder = reminders.toSorted(
    (left, right) =>
      right.loan.overdueDays - left.loan.overdueDays || left.loan.to.localeCompare(right.loan.to),
  );
  const [first] = inOrder;
  return {
    subject: words('mail.digest.subject'),
    text: letter([
      first ? greeting(first.loan, words) : undefined,
      words('mail.digest.text'),
      ...inOrder.map(({ loan, step }) =>
        words(`mail.digest.${step === 'return_soon' ? 'return_soon' : 'overdue'}`, {
          ...valuesOf(loan, words),
          what: whatOf(loan),
          url: urlOf(loan),
        }),
      ),
      words('mail.digest.end'),
      words('mail.regards', { centre: centreName }),
    ]),
  };
}

const letter = (paragraphs: readonly (string | undefined)[]) =>
  paragraphs.filter((paragraph) => paragraph !== undefined).join('\n\n');

function greeting({ borrower }: Loan, words: Words): string {
  const name = borrower?.displayName;
  return name ? words('mail.greeting', { name }) : words('mail.greeting_nameless');
}

const valuesOf = (loan: Loan, words: Words) => ({
  reference: loan.reference,
  school: loan.schoolUnit.name,
  from: words.date(loan.from),
  to: words.date(loan.to),
  arrives: words.date(loan.window.arrivesOn),
  returns: words.date(loan.window.returnOn),
  count: loan.overdueDays,
});

const whatOf = (loan: Loan) =>
  loan.lines
    .filter((line) => line.granted !== 0)
    .map((line) => `${line.granted ?? line.asked} ${line.modelName}`)
    .join(', ');

/** What it is about, a line each. With a partial yes, what was asked for stands beside what was granted. */
function linesOf({ lines }: Loan, news: LoanNews, words: Words): string {
  if (news === 'partly_approved') {
    return lines
      .map(({ modelName, granted = 0, asked }) =>
        words('mail.line_granted', { model: modelName, granted, asked }),
      )
      .join('\n');
  }
  return lines
    .filter(({ granted }) => granted !== 0 || news === 'rejected')
    .map(({ modelName, granted, asked }) =>
      words('mail.line', { model: modelName, granted: news === 'rejected' ? asked : (granted ?? asked) }),
    )
    .join('\n');
}
