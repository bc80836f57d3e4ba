import { LoanModel } from '../features/loans/loan.model.ts';
import { AuditEntryModel } from '../features/audit/audit-entry.model.ts';

/** A loan as it lies in the database, past everything that presents it. */
export const loanInDatabase = (id: string) => LoanModel.findById(id).lean();

/** A line of the audit trail as it lies in the database. */
export const auditLineInDatabase = (action: string, at: Date) =>
  AuditEntryModel.findOne({ action, at }).lean();
