import { addDays, type CivilDate } from '@mediecentral/calendar';
import { saveModels, saveUnits } from '../features/equipment/index.ts';
import { type EquipmentKind, equipmentKinds } from './equipment/index.ts';
import type { LendableUnit } from './history/assign-units.ts';
import { randomFrom } from './random.ts';
import { stableId } from './stable-id.ts';

/** What is the matter with the last units of some kinds: they are not at home, so the lists of staff have something to show. */
const mishaps: Readonly<Record<string, readonly { state: 'repair' | 'lost' | 'retired'; note: string }[]>> = {
  BB: [
    { state: 'repair', note: 'Vänster hjul kärvar, skickad på service.' },
    { state: 'lost', note: 'Saknades i lådan. Skolan letar.' },
  ],
  IP: [
    { state: 'repair', note: 'Sprucken skärm, inlämnad till verkstaden.' },
    { state: 'retired', note: 'Får inga uppdateringar längre.' },
  ],
  DA: [{ state: 'repair', note: 'Laddar inte.' }],
  GS: [{ state: 'retired', note: 'Duken är fläckad och har ersatts.' }],
};

const unitKey = (prefix: string, number: number) => `${prefix}-${String(number).padStart(2, '0')}`;

/** The kinds and their units. @returns the units that can be lent, by prefix, those that are away last and left out */
export async function fillEquipment(today: CivilDate): Promise<Map<string, LendableUnit[]>> {
  await saveModels(equipmentKinds.map(modelOf));
  await saveUnits(equipmentKinds.flatMap((kind) => unitsOf(kind, today)));
  return new Map(
    equipmentKinds.map(({ prefix, units }) => {
      const lendable = units - (mishaps[prefix]?.length ?? 0);
      return [prefix, Array.from({ length: lendable }, (_, index) => lendableUnit(prefix, index + 1))];
    }),
  );
}

const lendableUnit = (prefix: string, number: number): LendableUnit => ({
  id: stableId('unit', unitKey(prefix, number)),
  inventoryNumber: unitKey(prefix, number),
});

function modelOf({ prefix, units: _units, price: _price, ...model }: EquipmentKind) {
  return { id: stableId('model', prefix), ...model, contents: [...model.contents] };
}

function unitsOf({ prefix, units, price, name }: EquipmentKind, today: CivilDate) {
  const random = randomFrom(prefix.charCodeAt(0) * 256 + prefix.charCodeAt(1));
  const away = mishaps[prefix] ?? [];
  return Array.from({ length: units }, (_, index) => {
    const purchasedOn = `20${random.between(18, 24)}-0${random.between(1, 9)}-1${random.between(0, 9)}`;
    const mishap = away[index - (units - away.length)];
    const since = new Date(`${addDays(today, -random.between(3, 12))}T08:30:00Z`).toISOString();
    const history = [
      { at: `${purchasedOn}T09:00:00.000Z`, kind: 'added' as const },
      ...(mishap ? [{ at: since, kind: 'state' as const, by: 'Kerstin Ahl', ...mishap }] : []),
    ];
    return {
      ...lendableUnit(prefix, index + 1),
      modelId: stableId('model', prefix),
      serial: `${prefix}${random.between(100_000, 999_999)}`,
      condition: random.chance(0.15) ? `${name} med lite repor, fungerar.` : '',
      purchasedOn,
      purchasePrice: price,
      ...(mishap ? { state: mishap.state } : {}),
      history,
    };
  });
}
