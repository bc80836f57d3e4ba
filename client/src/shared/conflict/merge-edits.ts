export type Edits<Values> = {
  /** As it was when the person began. */
  base: Values;
  /** As the person has written it. */
  mine: Values;
  /** As someone else saved it meanwhile. */
  theirs: Values;
};

export type MergedEdits<Values> = {
  /** Mine where I changed something, theirs everywhere else. */
  values: Values;
  /** Changed by them and not by me: taken over. */
  taken: (keyof Values)[];
  /** Changed by both, differently: mine is kept until the person decides. */
  contested: (keyof Values)[];
};

/** Puts two people's changes of one thing together, field by field, and loses neither's input. */
export function mergeEdits<Values extends object>({
  base,
  mine,
  theirs,
}: Edits<Values>): MergedEdits<Values> {
  const values = { ...theirs };
  const taken: (keyof Values)[] = [];
  const contested: (keyof Values)[] = [];
  for (const key of Object.keys(theirs) as (keyof Values)[]) {
    const changedByMe = !same(base[key], mine[key]);
    const changedByThem = !same(base[key], theirs[key]);
    if (changedByMe) values[key] = mine[key];
    if (changedByThem && !changedByMe) taken.push(key);
    if (changedByThem && changedByMe && !same(mine[key], theirs[key])) contested.push(key);
  }
  return { values, taken, contested };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
