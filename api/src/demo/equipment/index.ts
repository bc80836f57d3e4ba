import type { EquipmentKind } from './equipment-kind.ts';
import { filmAndMaking } from './film-and-making.ts';
import { programming } from './programming.ts';
import { robots } from './robots.ts';
import { tablets } from './tablets.ts';

export type { EquipmentKind } from './equipment-kind.ts';

/** The centre's real kinds of equipment, with texts of the project's own. Prices are rounded guesses. */
export const equipmentKinds: readonly EquipmentKind[] = [
  ...tablets,
  ...robots,
  ...programming,
  ...filmAndMaking,
];
