import type { EquipmentModelChange } from '@mediecentral/contracts';

/** A kind of equipment and how many of it the demo centre owns. */
export type EquipmentKind = EquipmentModelChange & {
  /** What its inventory numbers begin with: `BB-01`. */
  prefix: string;
  units: number;
  /** What one cost, in öre. */
  price: number;
};

/** Öre. */
export const kronor = (amount: number) => amount * 100;

/** What most kinds have in common. */
export const usual = { leadDays: 3, turnaroundDays: 1, installation: false, active: true } as const;
