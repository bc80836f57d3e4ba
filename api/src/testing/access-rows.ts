import type { Loan, RouteDefinition } from '@mediecentral/contracts';
import { developmentProviderKey } from '../process/development-provider.ts';
import { iPad, kvarnskolan, requestFor, unitId } from './lending-centre.ts';

/** What a route is asked for: somebody's own, or of a school, so that the person who asks makes a difference. */
export type Things = { loan: Loan; sessionId: string; accountId: string };

/** How a route is called in the walk over all of them. */
export type Row = {
  /** What stands in the path. */
  of?: 'loan' | 'session' | 'account' | 'school' | 'model' | 'unit' | 'provider' | 'year';
  body?: (things: Things) => object;
  /** Only of one's own school, although everyone who is logged in may call it. */
  school?: true;
};

// A version that never was: whoever may change it is told so, and nothing is changed.
const never = { version: 9999 };
const command = (more: object = {}): Row => ({ of: 'loan', body: () => ({ ...never, ...more }) });
const one = { lines: [{ modelId: iPad.id, quantity: 1 }], from: '2026-06-01', to: '2026-06-03' };

/** A row for every route, by its operation. A route without one fails the walk: say here what it is asked for. */
export const rows: Readonly<Record<string, Row>> = {
  listAuditEntries: {},
  getCentre: {},
  listMunicipalities: {},
  listSchoolUnits: {},
  getSchoolUnit: { of: 'school' },
  createSchoolUnit: {},
  changeSchoolUnit: { of: 'school' },
  getCalendars: {},
  changeCalendars: {},

  listIdentityProviders: {},
  getMe: {},
  chooseSchoolUnit: { school: true, body: () => ({ schoolUnitId: kvarnskolan.id }) },
  logout: {},
  listOwnSessions: {},
  endOwnSession: { of: 'session' },
  downloadOwnData: {},
  deleteOwnAccount: {},
  getRegister: {},
  changeBorrowersKept: {},
  listAccounts: {},
  grantPersonRole: {},
  grantAccountRole: { of: 'account', body: () => ({ role: 'teacher' }) },
  previewRoleRules: {},

  listManagedProviders: {},
  getManagedProvider: { of: 'provider' },
  previewProvider: {},
  createProvider: {},
  updateProvider: { of: 'provider' },
  startTestLogin: { of: 'provider', body: () => ({ returnTo: '/' }) },
  getTestResult: { of: 'provider' },
  getFederation: {},
  refreshFederation: {},
  listFederationEntities: {},

  listEquipmentModels: {},
  getEquipmentModel: { of: 'model' },
  getAvailability: { of: 'model' },
  createEquipmentModel: {},
  changeEquipmentModel: { of: 'model' },
  listUnits: {},
  getUnit: { of: 'unit' },
  createUnit: {},
  changeUnit: { of: 'unit' },
  setUnitState: { of: 'unit' },

  listLoans: {},
  getLoan: { of: 'loan' },
  getLoanCalendar: { of: 'loan' },
  getPackingList: { of: 'loan' },
  getLabels: { of: 'loan' },
  bookLoan: { school: true, body: () => requestFor(one) },
  quoteLoan: {
    school: true,
    body: () => ({ ...one, schoolUnitId: kvarnskolan.id, delivery: 'transport' }),
  },
  approveLoan: command(),
  rejectLoan: command({ message: 'Nej' }),
  packLoan: command(),
  dispatchLoan: command(),
  'confirm-receiptLoan': command(),
  'send-backLoan': command(),
  receiveLoan: command(),
  checkLoan: command({ units: [{ unitId: unitId(iPad, 1), outcome: 'returned' }] }),
  closeLoan: command(),
  cancelLoan: command(),
  recallLoan: command({ message: 'Åter' }),
  reportDamage: { of: 'loan', body: () => ({ message: 'Trasig' }) },
  scanIntoLoan: { of: 'loan', body: () => ({ code: 'no such code' }) },
  unscanFromLoan: { of: 'loan', body: () => ({ unitId: unitId(iPad, 9) }) },
  getToday: {},
  getDecision: { of: 'loan' },
  getTodaysList: {},

  getLoanStatistics: {},
  exportLoans: { of: 'year' },
};

export function addressOf({ path, operation }: RouteDefinition, things: Things): string {
  const ids: Record<NonNullable<Row['of']>, string> = {
    loan: things.loan.id,
    session: things.sessionId,
    account: things.accountId,
    school: kvarnskolan.id,
    model: iPad.id,
    unit: unitId(iPad, 1),
    provider: developmentProviderKey,
    year: '2026',
  };
  const { of } = rows[operation] ?? {};
  return path.replaceAll(/\{\w+\}/g, of ? ids[of] : 'nothing');
}
