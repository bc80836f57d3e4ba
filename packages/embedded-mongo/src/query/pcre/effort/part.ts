import { shareCharacter } from './characters.ts';

/** A place in a pattern that takes one character. */
export interface Atom {
  /** In JavaScript; undefined for any number of any characters. */
  readonly text: string | undefined;
  readonly isCaseless: boolean;
  /** Those that may come after it, each as often as there are ways to get there. */
  readonly next: Atom[];
}

/** What is known of how a part of a pattern is tried. */
export interface Part {
  /** Steps to try all there is, when every loop is taken once. */
  readonly cost: number;
  /** In how many ways it may match, loops aside. */
  readonly ways: number;
  /** Among how many loops a text can be divided; without bound when a loop goes through the same text in many ways. */
  readonly loops: number;
  /** The same of what it looks ahead or behind for, which adds to what is around it. */
  readonly looks: number;
  /** In how many ways it matches the empty text. */
  readonly empties: number;
  /** In a loop it could go through the same text in many ways. */
  readonly isUnclear: boolean;
  readonly first: readonly Atom[];
  readonly last: readonly Atom[];
  readonly atoms: readonly Atom[];
}

/** More of them, or more repetitions, are not looked at one by one. */
const MOST_ATOMS = 64;
const MOST_COUNTED = 32;

export const EMPTY: Part = {
  cost: 1,
  ways: 1,
  loops: 0,
  looks: 0,
  empties: 1,
  isUnclear: false,
  first: [],
  last: [],
  atoms: [],
};

export function atomPart(text: string | undefined, isCaseless: boolean): Part {
  const atom: Atom = { text, isCaseless, next: [] };
  return { ...EMPTY, empties: 0, first: [atom], last: [atom], atoms: [atom] };
}

export function lookPart({ cost, loops, looks }: Part): Part {
  return { ...EMPTY, cost, looks: loops + looks };
}

export function oneOf(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0]!;
  return bounded({
    cost: sum(parts.map(({ cost }) => cost)),
    ways: sum(parts.map(({ ways }) => ways)),
    loops: Math.max(...parts.map(({ loops }) => loops)),
    looks: Math.max(...parts.map(({ looks }) => looks)),
    empties: sum(parts.map(({ empties }) => empties)),
    isUnclear: parts.some(({ isUnclear }) => isUnclear),
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
    atoms: parts.flatMap(({ atoms }) => atoms),
  });
}

export function followed(left: Part, right: Part): Part {
  connect(left.last, right.first);
  return bounded({
    cost: left.cost + left.ways * right.cost,
    ways: left.ways * right.ways,
    loops: left.loops + right.loops,
    looks: Math.max(left.looks, right.looks),
    empties: left.empties * right.empties,
    isUnclear: left.isUnclear || right.isUnclear,
    first: left.empties > 0 ? [...left.first, ...right.first] : left.first,
    last: right.empties > 0 ? [...left.last, ...right.last] : right.last,
    atoms: [...left.atoms, ...right.atoms],
  });
}

export function repeated(part: Part, least: number, most: number): Part {
  if (most === 0) return EMPTY;
  if (most === 1) return least === 1 ? part : oneOf([part, EMPTY]);
  connect(part.last, part.first);
  const isClear = !part.isUnclear && !part.atoms.some(isAmbiguous);
  const empties = least === 0 ? 1 : Math.min(part.empties, 1);
  if (most > MOST_COUNTED || (isClear && part.loops > 0)) {
    // A turn that takes nothing ends a loop, unless it has to be taken.
    const isUnclear = part.isUnclear || (least > 1 && part.empties > 0);
    return { ...part, ways: 1, loops: isClear && !isUnclear ? 1 : Infinity, empties, isUnclear };
  }
  let { cost, ways } = EMPTY;
  let allWays = least === 0 ? 1 : 0;
  for (let count = 1; count <= most; count += 1) {
    cost += ways * part.cost;
    ways *= part.ways;
    if (count >= least) allWays += ways;
  }
  const isUnclear = part.isUnclear || part.empties > 0;
  return { ...part, cost, ways: allWays, loops: part.loops * most, empties, isUnclear };
}

/** What is too large to be looked at as a part of a loop counts as unclear there. */
function bounded(part: Part): Part {
  const isUnclear = part.isUnclear || part.empties > 1;
  if (part.atoms.length <= MOST_ATOMS) return { ...part, isUnclear };
  return { ...part, isUnclear: true, first: [], last: [], atoms: [] };
}

function connect(from: readonly Atom[], to: readonly Atom[]): void {
  for (const atom of from) atom.next.push(...to);
}

/** After it the same character can be taken in two places. */
function isAmbiguous({ next, isCaseless }: Atom): boolean {
  return next.some((one, index) =>
    next.slice(0, index).some((other) => shareCharacter(one.text, other.text, isCaseless)),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
