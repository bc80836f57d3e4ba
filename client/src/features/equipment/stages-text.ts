import { type Stage, stages } from '@mediecentral/contracts';
import type { TFunction } from 'i18next';

/** From the first to the last of the stages, short: `F–3`. */
export function stagesText(chosen: readonly Stage[], t: TFunction): string {
  const ordered = stages.filter((stage) => chosen.includes(stage));
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last) return '';
  const from = t(`stage.from.${first}`);
  const to = t(`stage.to.${last}`);
  return from === to ? from : `${from}–${to}`;
}
