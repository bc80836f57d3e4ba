import type { Services } from '../../platform/services.ts';
import {
  claimUnits,
  compareWithLedgers,
  keepFewer,
  type LedgerClaim,
  readLedger,
  releaseUnits,
} from '../equipment/index.ts';
import { civilPeriodOf } from './booking-rules.ts';
import { unitsHeld } from './loan-dues.ts';
import { openStates } from './loan-life.ts';
import { eachLoanIn, findLoan } from './loan.repository.ts';
import type { LoanRecord } from './loan-record.ts';

/** How many models were looked at, and how many lines hold something else than their loans say. */
export type Balance = { models: number; differences: number };

/**
 * Rebuilds what every model's ledger should hold from the loans, compares it with what it does hold, and reports. With
 * `repair` it puts right what is proven wrong: people go on booking meanwhile, so each line is looked at again before
 * anything is said or done about it, and a claim is only added where it fits.
 */
export async function balanceLedgers(
  { logger }: Services,
  { repair }: { repair: boolean },
): Promise<Balance> {
  const expected = await ledgersByLoans();
  let differences = 0;
  for (const [modelId, { missing, unexpected, changed }] of await compareWithLedgers(expected)) {
    const suspected = [...missing, ...unexpected, ...changed.map((each) => each.expected)];
    for (const claim of suspected) {
      const fault = await faultOf(modelId, claim);
      if (!fault) continue;
      differences += 1;
      const repaired = repair && (await fault.repair());
      logger.warn({ modelId, claim, fault: fault.kind, repaired }, 'a ledger differs from its loans');
    }
  }
  return { models: expected.size, differences };
}

async function ledgersByLoans(): Promise<Map<string, LedgerClaim[]>> {
  const ledgers = new Map<string, LedgerClaim[]>();
  for await (const loan of eachLoanIn(openStates)) {
    for (const line of loan.lines) {
      const ledger = ledgers.get(line.modelId) ?? [];
      ledgers.set(line.modelId, ledger);
      const quantity = unitsHeld(loan.state, line);
      if (quantity > 0) ledger.push(claimOf(loan, line.id, quantity));
    }
  }
  return ledgers;
}

const claimOf = (
  { id, reference, window }: Pick<LoanRecord, 'id' | 'reference' | 'window'>,
  lineId: string,
  quantity: number,
): LedgerClaim => ({
  lineId,
  kind: 'loan',
  quantity,
  ...civilPeriodOf(window),
  loanId: id,
  reference,
});

type Fault = {
  kind: 'holds_nothing' | 'holds_too_much' | 'holds_too_little' | 'holds_other_days';
  /** False where people have to decide. */
  repair(): Promise<boolean>;
};

/** What is wrong with a line now; nothing where it is on its way, for then the sweeper sees to it. */
async function faultOf(
  modelId: string,
  { lineId, loanId }: { lineId: string; loanId?: string | undefined },
): Promise<Fault | undefined> {
  const loan = loanId ? await findLoan(loanId) : undefined;
  if (loan && (loan.state === 'reserving' || loan.unsettledSince)) return undefined;
  const line = loan?.lines.find((each) => each.id === lineId);
  const held = loan && line ? unitsHeld(loan.state, line) : 0;
  const { claims } = await readLedger(modelId);
  const actual = claims.find((claim) => claim.lineId === lineId);
  if (!actual) return loan && held > 0 ? holdsNothing(modelId, loan, lineId, held) : undefined;
  if (actual.quantity > held) {
    return { kind: 'holds_too_much', repair: () => giveBack(modelId, lineId, held) };
  }
  if (actual.quantity < held) return { kind: 'holds_too_little', repair: async () => false };
  const isMoved = loan && (actual.from !== loan.window.claimedFrom || actual.to < loan.window.claimedTo);
  return isMoved ? { kind: 'holds_other_days', repair: async () => false } : undefined;
}

function holdsNothing(modelId: string, loan: LoanRecord, lineId: string, quantity: number): Fault {
  const { id: loanId, reference, window } = loan;
  const wanted = { lineId, loanId, reference, quantity, ...civilPeriodOf(window) };
  return { kind: 'holds_nothing', repair: async () => (await claimUnits(modelId, wanted)).ok };
}

async function giveBack(modelId: string, lineId: string, held: number): Promise<boolean> {
  if (held === 0) await releaseUnits(modelId, lineId);
  else await keepFewer(modelId, lineId, held);
  return true;
}
