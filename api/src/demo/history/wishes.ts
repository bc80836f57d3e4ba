import type { Stage } from '@mediecentral/contracts';
import type { EquipmentKind } from '../equipment/index.ts';
import type { Random } from '../random.ts';

type Wanted = {
  /** How often it is asked for, compared with the others. */
  weight: number;
  least: number;
  most: number;
  /** What often comes along: the prefix of its kind, how often and how many. */
  along?: { prefix: string; probability: number; least: number; most: number };
  purposes: readonly string[];
};

const wanted: Readonly<Record<string, Wanted>> = {
  BB: {
    weight: 20,
    least: 3,
    most: 6,
    along: { prefix: 'BM', probability: 0.5, least: 1, most: 2 },
    purposes: ['Vi ska bygga banor på golvet och öva på lägesord.', 'Sagan om de tre bockarna, med robotar.'],
  },
  IV: {
    weight: 16,
    least: 1,
    most: 2,
    purposes: ['Filmprojekt om vårt närområde.', 'Digital bok om vattnets kretslopp.'],
  },
  IP: {
    weight: 14,
    least: 4,
    most: 10,
    along: { prefix: 'ST', probability: 0.4, least: 2, most: 5 },
    purposes: ['Animation om vikingatiden.', 'Vi filmar våra egna nyheter.'],
  },
  DA: { weight: 9, least: 3, most: 6, purposes: ['Vi ska bygga banor i tekniken och låta Dash köra dem.'] },
  GS: {
    weight: 9,
    least: 1,
    most: 1,
    purposes: ['Nyhetssändning från månen.', 'Elevernas egna väderprognoser.'],
  },
  MB: { weight: 11, least: 1, most: 1, purposes: ['Stegräknare och temperaturmätare i tekniken.'] },
  LS: { weight: 6, least: 4, most: 8, purposes: ['Konstruktion med motorer, tema hållbar stad.'] },
  OZ: { weight: 7, least: 5, most: 9, purposes: ['Programmering utan skärm med färgkoder.'] },
  AN: {
    weight: 7,
    least: 1,
    most: 1,
    along: { prefix: 'IP', probability: 0.6, least: 4, most: 6 },
    purposes: ['Stop motion om allemansrätten.'],
  },
  PO: { weight: 7, least: 1, most: 1, purposes: ['Podd om demokrati.', 'Radioteater i svenskan.'] },
  VR: { weight: 4, least: 1, most: 1, purposes: ['Resa till det gamla Rom.'] },
  MM: { weight: 4, least: 3, most: 6, purposes: ['Musik på frukt och grönsaker.'] },
  DK: { weight: 5, least: 1, most: 1, purposes: ['Vi tittar på insekter tillsammans.'] },
  TD: { weight: 3, least: 1, most: 1, purposes: ['Eleverna ritar egna nyckelringar.'] },
};

export type Wish = {
  lines: readonly { kind: EquipmentKind; quantity: number }[];
  purpose: string;
};

/** What a class of these stages may want, and what for; undefined where the centre has nothing for them. */
export function wishOf(
  stages: readonly Stage[],
  kinds: readonly EquipmentKind[],
  random: Random,
): Wish | undefined {
  const suitable = kinds.filter(
    (kind) => kind.active && wanted[kind.prefix] && kind.stages.some((stage) => stages.includes(stage)),
  );
  if (suitable.length === 0) return undefined;
  const kind = random.weighted(suitable, ({ prefix }) => wanted[prefix]?.weight ?? 0);
  const { least, most, along, purposes } = wanted[kind.prefix] ?? { least: 1, most: 1, purposes: [''] };
  const lines = [{ kind, quantity: random.between(least, most) }];
  const companion = along && kinds.find(({ prefix }) => prefix === along.prefix);
  if (along && companion && random.chance(along.probability))
    lines.push({ kind: companion, quantity: random.between(along.least, along.most) });
  return { lines, purpose: random.pick(purposes) };
}
