import type { Actor } from '../../platform/actor.ts';
import { recordChange } from '../audit/index.ts';
import { saveBorrowersKept } from '../organisation/index.ts';

/** Sets how many calendar months after its end a loan has a borrower; holds from the next night on. */
export async function keepBorrowersFor(actor: Actor, months: number): Promise<void> {
  await saveBorrowersKept(months);
  await recordChange({
    actor,
    action: 'register.borrowers_kept_changed',
    subject: { kind: 'register', id: 'loan_borrower' },
    changes: { months },
  });
}
