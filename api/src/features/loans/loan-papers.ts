import type { Loan } from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { FileContent } from '../../platform/api.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { type Words, wordsIn } from '../../platform/words.ts';
import { addressLabels, daysList, loanCalendar, packingList } from '../documents/index.ts';
import { urlOfLoan } from '../notifications/index.ts';
import { findSchoolUnit, getCentreDetails } from '../organisation/index.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { presentLoan } from './present-loan.ts';
import { todaysWork } from './todays-work.ts';
import { viewingOf } from './view-loans.ts';

// What lies in a box is read at a Swedish school, whatever language the person who prints it has chosen.
const words: Words = wordsIn('sv');

async function loanFor(actor: Actor, action: 'loans.read' | 'loans.handle', id: string): Promise<Loan> {
  const loan = await requireVisibleLoan(actor, action, id);
  return presentLoan(loan, await viewingOf(actor, [loan]));
}

export async function printPackingList(services: Services, actor: Actor, id: string): Promise<FileContent> {
  const loan = await loanFor(actor, 'loans.handle', id);
  const content = await packingList(loan, { words, loanUrl: urlOfLoan(services, loan) });
  return { fileName: `${loan.reference}-packlista.pdf`, content, inline: true };
}

export async function printLabels(services: Services, actor: Actor, id: string): Promise<FileContent> {
  const loan = await loanFor(actor, 'loans.handle', id);
  const [schoolUnit, centre] = await Promise.all([
    findSchoolUnit(loan.schoolUnit.id),
    getCentreDetails(services),
  ]);
  if (!schoolUnit) throw new ProblemError('not_found', 'The school unit is gone');
  const content = await addressLabels(loan, {
    schoolUnit,
    centre,
    words,
    loanUrl: urlOfLoan(services, loan),
  });
  return { fileName: `${loan.reference}-etiketter.pdf`, content, inline: true };
}

export async function printDaysList(actor: Actor): Promise<FileContent> {
  const today = await todaysWork(actor);
  return { fileName: `idag-${today.date}.pdf`, content: await daysList(today, words), inline: true };
}

export async function writeLoanCalendar(services: Services, actor: Actor, id: string): Promise<FileContent> {
  const loan = await loanFor(actor, 'loans.read', id);
  const centre = await getCentreDetails(services);
  const calendar = loanCalendar(loan, { centre, words, loanUrl: urlOfLoan(services, loan) });
  return { fileName: `${loan.reference}.ics`, content: Buffer.from(calendar) };
}
