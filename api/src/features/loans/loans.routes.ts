import {
  approveLoan as approveContract,
  bookLoan as bookContract,
  cancelLoan as cancelContract,
  checkLoan as checkContract,
  closeLoan as closeContract,
  confirmReceipt as confirmContract,
  dispatchLoan as dispatchContract,
  getDecision,
  getLabels,
  getLoan,
  getLoanCalendar,
  getPackingList,
  getToday,
  getTodaysList,
  listLoans as listContract,
  packLoan as packContract,
  quoteLoan as quoteContract,
  recallLoan as recallContract,
  receiveLoan as receiveContract,
  rejectLoan as rejectContract,
  reportDamage as reportContract,
  scanIntoLoan as scanContract,
  sendBackLoan as sendBackContract,
  unscanFromLoan as unscanContract,
} from '@mediecentral/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Api } from '../../platform/api.ts';
import type { Services } from '../../platform/services.ts';
import { approveLoan, rejectLoan } from './answer-loan.ts';
import { bookLoan } from './book-loan.ts';
import { checkLoan } from './check-loan.ts';
import { requireVisibleLoan } from './find-visible-loan.ts';
import { listLoans } from './list-loans.ts';
import { printDaysList, printLabels, printPackingList, writeLoanCalendar } from './loan-papers.ts';
import type { LoanRecord } from './loan-record.ts';
import {
  cancelLoan,
  closeLoan,
  confirmReceipt,
  dispatchLoan,
  recallLoan,
  receiveLoan,
  sendBackLoan,
} from './move-loan.ts';
import { packLoan } from './pack-loan.ts';
import { presentLoan } from './present-loan.ts';
import { quoteLoan } from './quote-loan.ts';
import { reportDamage } from './report-damage.ts';
import { scanIntoLoan, unscanFromLoan } from './scan-into-loan.ts';
import { todaysWork } from './todays-work.ts';
import { viewingOf } from './view-loans.ts';
import { weighDecision } from './weigh-decision.ts';

export function registerLoans(api: Api, services: Services): void {
  registerBooking(api, services);
  registerWork(api);
  registerCommands(api, services);
  registerPapers(api, services);
}

/** A loan as the person who asks sees it. */
const shown = async (actor: Actor, loan: LoanRecord) => presentLoan(loan, await viewingOf(actor, [loan]));

function registerBooking(api: Api, services: Services): void {
  api.handle(bookContract, async ({ actor, body }) => shown(actor, await bookLoan(services, actor, body)));
  api.handle(quoteContract, ({ actor, body }) => quoteLoan(actor, body));
  api.handle(listContract, ({ actor, query }) => listLoans(actor, query));
  api.handle(getLoan, async ({ actor, params }) =>
    shown(actor, await requireVisibleLoan(actor, 'loans.read', params.id)),
  );
  api.handle(reportContract, async ({ actor, params, body }) =>
    shown(actor, await reportDamage(actor, params.id, body.message)),
  );
}

function registerWork(api: Api): void {
  api.handle(getToday, ({ actor }) => todaysWork(actor));
  api.handle(getDecision, ({ actor, params }) => weighDecision(actor, params.id));
  api.handle(scanContract, async ({ actor, params, body }) => {
    const { loan, ...scan } = await scanIntoLoan(actor, params.id, body.code);
    return { ...scan, loan: await shown(actor, loan) };
  });
  api.handle(unscanContract, async ({ actor, params, body }) =>
    shown(actor, await unscanFromLoan(actor, params.id, body.unitId)),
  );
}

function registerCommands(api: Api, services: Services): void {
  api.handle(approveContract, async ({ actor, params, body }) =>
    shown(actor, await approveLoan(services, actor, { ...params, ...body })),
  );
  api.handle(rejectContract, async ({ actor, params, body }) =>
    shown(actor, await rejectLoan(services, actor, { ...params, ...body })),
  );
  api.handle(packContract, async ({ actor, params, body }) =>
    shown(actor, await packLoan(services, actor, { ...params, ...body })),
  );
  api.handle(dispatchContract, async ({ actor, params, body }) =>
    shown(actor, await dispatchLoan(services, actor, { ...params, ...body })),
  );
  api.handle(confirmContract, async ({ actor, params, body }) =>
    shown(actor, await confirmReceipt(services, actor, { ...params, ...body })),
  );
  api.handle(sendBackContract, async ({ actor, params, body }) =>
    shown(actor, await sendBackLoan(services, actor, { ...params, ...body })),
  );
  api.handle(receiveContract, async ({ actor, params, body }) =>
    shown(actor, await receiveLoan(services, actor, { ...params, ...body })),
  );
  api.handle(checkContract, async ({ actor, params, body }) =>
    shown(actor, await checkLoan(services, actor, { ...params, ...body })),
  );
  api.handle(closeContract, async ({ actor, params, body }) =>
    shown(actor, await closeLoan(services, actor, { ...params, ...body })),
  );
  api.handle(cancelContract, async ({ actor, params, body }) =>
    shown(actor, await cancelLoan(services, actor, { ...params, ...body })),
  );
  api.handle(recallContract, async ({ actor, params, body }) =>
    shown(actor, await recallLoan(services, actor, { ...params, ...body })),
  );
}

function registerPapers(api: Api, services: Services): void {
  api.handle(getPackingList, ({ actor, params }) => printPackingList(services, actor, params.id));
  api.handle(getLabels, ({ actor, params }) => printLabels(services, actor, params.id));
  api.handle(getTodaysList, ({ actor }) => printDaysList(actor));
  api.handle(getLoanCalendar, ({ actor, params }) => writeLoanCalendar(services, actor, params.id));
}
