import type { UnitState } from '@mediecentral/contracts';
import { IconArchive, IconCheck, IconQuestionMark, IconTool, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './stock.module.css';

const icons: Record<UnitState, TablerIcon> = {
  available: IconCheck,
  repair: IconTool,
  lost: IconQuestionMark,
  retired: IconArchive,
};

export function UnitStateBadge({ state }: { state: UnitState }) {
  const { t } = useTranslation();
  const Icon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={18} stroke={1.9} aria-hidden /> {t(`stock.state.${state}`)}
    </span>
  );
}
