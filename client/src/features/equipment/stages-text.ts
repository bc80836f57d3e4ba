import { type Stage, stages } from '@mediecentral/contracts';
import type { TFunction } from 'i18next';

const years = new Set<Stage>(['preschool_class', 'grades_1_3', 'grades_4_6', 'grades_7_9']);

function endsOf(chosen: readonly Stage[]): { first: Stage; last: Stage } | undefined {
  const ordered = stages.filter((stage) => chosen.includes(stage));
  const [first] = ordered;
  const last = ordered.at(-1);
  return first && last ? { first, last } : undefined;
}

/** From the first to the last of the stages, as on a label: `F–3`, `4–9`, `Förskola–3`. */
export function stagesLabel(chosen: readonly Stage[], t: TFunction): string {
  const ends = endsOf(chosen);
  if (!ends) return '';
  const from = t(`equipment.from.${ends.first}`);
  const to = t(`equipment.to.${ends.last}`);
  // A stage of several years has two ends of its own: 1–3.
  const isOne = ends.first === ends.last && !/^\d$/.test(to);
  return isOne ? from : `${from}–${to}`;
}

/** The same in words: `Årskurs 4–6`, `Förskola–årskurs 3`. */
export function stagesText(chosen: readonly Stage[], t: TFunction): string {
  const ends = endsOf(chosen);
  if (!ends) return '';
  if (years.has(ends.first) && years.has(ends.last)) {
    return ends.first === ends.last
      ? t(`stage.${ends.first}`)
      : t('equipment.years', { years: stagesLabel(chosen, t) });
  }
  if (ends.first === ends.last) return t(`stage.${ends.first}`);
  return `${t(`stage.from.${ends.first}`)}–${t(`stage.to.${ends.last}`)}`;
}
