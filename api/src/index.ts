/** What operator commands may use of the api. */
export { ensureDemoCentre } from './demo/index.ts';
export {
  changeServiceKeys,
  grantRole,
  listProviders,
  purgePersonalData,
  takeUpProvider,
  tryProvider,
} from './features/accounts/index.ts';
export { balanceLedgers } from './features/loans/index.ts';
export { exportYearsLoans } from './features/statistics/index.ts';
export { readConfig } from './platform/config.ts';
export { databaseDirectory } from './process/database-server.ts';
export { withServices } from './process/with-services.ts';
