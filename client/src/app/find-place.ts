import { listLoans, listUnits } from '@mediecentral/contracts';
import { call } from '../shared/api/call.ts';

/** The address on a label or a packing list leads to the loan. */
const loanAddress = /\/lan\/([0-9a-f]{24})\b/;
const reference = /^L-?\d{4}-?\d+$/i;

/**
 * The page that a scanned or typed code means: a loan by its label or number, a unit by its inventory number or barcode.
 * @returns `undefined` where it means none, or more than one
 * @throws CallError
 */
export async function findPlace(code: string): Promise<string | undefined> {
  const [, loanId] = loanAddress.exec(code) ?? [];
  if (loanId) return `/personal/lan/${loanId}`;
  if (reference.test(code)) {
    const { items } = await call(listLoans, { query: { q: code.toUpperCase(), limit: 2 } });
    return items.length === 1 ? `/personal/lan/${items[0]?.id}` : undefined;
  }
  if (code.length > 60) return undefined;
  const { items } = await call(listUnits, { query: { q: code, limit: 2 } });
  const unit =
    items.find((one) => one.barcode === code || one.inventoryNumber === code.toUpperCase()) ??
    (items.length === 1 ? items[0] : undefined);
  return unit && `/personal/exemplar/${unit.id}`;
}
