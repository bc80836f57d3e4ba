import {
  type EquipmentCategory,
  type EquipmentModel,
  type EquipmentModelChange,
  type Stage,
} from '@mediecentral/contracts';

/** A model as the form holds it: money in kronor, lists of lines as text, nothing absent. */
export type ModelValues = {
  name: string;
  category: EquipmentCategory;
  summary: string;
  description: string;
  drawing: string;
  stages: Stage[];
  subjects: string[];
  groupSize: string;
  /** One thing per line. */
  contents: string;
  links: { title: string; url: string }[];
  shelf: string;
  /** In kronor. */
  replacementValue: number;
  maxDays: number;
  maxQuantity: number;
  leadDays: number;
  turnaroundDays: number;
  installation: boolean;
  active: boolean;
};

export const newModel = (): ModelValues => ({
  name: '',
  category: 'robots',
  summary: '',
  description: '',
  drawing: 'theme-box',
  stages: [],
  subjects: [],
  groupSize: '',
  contents: '',
  links: [],
  shelf: '',
  replacementValue: 0,
  maxDays: 28,
  maxQuantity: 6,
  leadDays: 2,
  turnaroundDays: 1,
  installation: false,
  active: true,
});

export const valuesOfModel = ({
  id: _id,
  version: _version,
  total: _total,
  contents,
  replacementValue,
  groupSize,
  ...same
}: EquipmentModel): ModelValues => ({
  ...same,
  groupSize: groupSize ?? '',
  contents: contents.join('\n'),
  replacementValue: replacementValue / 100,
});

export function modelChange({
  contents,
  replacementValue,
  groupSize,
  links,
  ...same
}: ModelValues): EquipmentModelChange {
  return {
    ...same,
    ...(groupSize.trim() ? { groupSize } : {}),
    contents: contents
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    // A row that was added and left empty is no link.
    links: links.filter(({ title, url }) => title.trim() || url.trim()),
    replacementValue: Math.round(replacementValue * 100),
  };
}
