import type { RegisterEntry } from '@mediecentral/contracts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';
import { bringAllLedgersUpToDate } from './bring-up-to-date.ts';

export { claimUnits, endEarlier, keepFewer, readLedger, releaseUnits } from './claim-units.ts';
export { compareWithLedgers } from './compare-with-ledgers.ts';
export { findModel, findModels, saveModels } from './equipment-model.repository.ts';
export { registerEquipment } from './equipment.routes.ts';
export type { LedgerClaim } from './ledger.repository.ts';
export { linesInDanger } from './lines-in-danger.ts';
export { recordReturn } from './record-return.ts';
export { saveUnits } from './save-units.ts';
export { bindUnit, unbindUnit } from './unit-in-loan.repository.ts';
export { findUnitByCode, findUnits, type SavedUnit, type UnitRecord } from './unit.repository.ts';

/** For the register: who of the staff did what with a unit, in its history. */
export const keptOfUnits: RegisterEntry = {
  thing: 'unit_history',
  people: ['staff'],
  data: ['displayName', 'note'],
  purpose: 'trace_changes',
  kept: { kind: 'always' },
};

export const equipmentJobs = (_services: Services): Job[] => [
  { name: 'bring ledgers up to date', schedule: '4 * * * *', run: bringAllLedgersUpToDate },
];
