import {
  type EquipmentCategory,
  equipmentCategories,
  type ListedEquipmentModel,
} from '@mediecentral/contracts';
import { useTranslation } from 'react-i18next';
import classes from './category-chips.module.css';

type ChipsProperties = {
  models: readonly ListedEquipmentModel[];
  chosen: EquipmentCategory | undefined;
  onChoose: (category: EquipmentCategory | undefined) => void;
};

/** The kinds of equipment that there are, each with how many; one of them is chosen. */
export function CategoryChips({ models, chosen, onChoose }: ChipsProperties) {
  const { t } = useTranslation();
  const present = equipmentCategories.filter((category) =>
    models.some((model) => model.category === category),
  );
  const chip = (label: string, count: number, category: EquipmentCategory | undefined) => (
    <button
      key={label}
      type="button"
      className={classes.chip}
      aria-pressed={chosen === category}
      onClick={() => onChoose(category)}
    >
      {label} <span>{count}</span>
    </button>
  );
  return (
    <fieldset aria-label={t('equipment.category')} className={classes.chips}>
      {chip(t('equipment.all'), models.length, undefined)}
      {present.map((category) =>
        chip(
          t(`equipment.categories.${category}`),
          models.filter((model) => model.category === category).length,
          category,
        ),
      )}
    </fieldset>
  );
}
