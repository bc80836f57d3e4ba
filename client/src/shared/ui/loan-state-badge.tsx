import type { LoanState } from '@mediecentral/contracts';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircleHalf2,
  IconClock,
  IconDownload,
  IconFlag,
  IconList,
  IconPackage,
  IconSchool,
  type TablerIcon,
  IconTruck,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './loan-state-badge.module.css';

type Look = 'wait' | 'ok' | 'move' | 'here' | 'late' | 'bad' | 'done' | 'struck';

/** Icon and shape per state: dashed waits for somebody, solid is here and now. */
const looks: Record<LoanState, readonly [TablerIcon, Look]> = {
  reserving: [IconClock, 'wait'],
  failed: [IconX, 'struck'],
  requested: [IconClock, 'wait'],
  waitlisted: [IconList, 'wait'],
  approved: [IconCheck, 'ok'],
  partly_approved: [IconCircleHalf2, 'ok'],
  rejected: [IconX, 'bad'],
  packed: [IconPackage, 'move'],
  dispatched: [IconTruck, 'move'],
  on_loan: [IconSchool, 'here'],
  return_in_transit: [IconArrowBackUp, 'move'],
  received: [IconDownload, 'ok'],
  closed: [IconCheck, 'done'],
  cancelled: [IconX, 'struck'],
  recalled: [IconFlag, 'bad'],
};

type Properties = {
  state: LoanState;
  /** More than 0: the loan is late, whatever its state. */
  overdueDays?: number;
};

/** A loan’s state: always icon and word. */
export function LoanStateBadge({ state, overdueDays = 0 }: Properties) {
  const { t } = useTranslation();
  const [Icon, look] = overdueDays > 0 ? ([IconAlertTriangle, 'late'] as const) : looks[state];
  return (
    <span className={classes.badge} data-look={look}>
      <Icon size={20} stroke={1.9} aria-hidden />
      <span>{overdueDays > 0 ? t('loans.late', { count: overdueDays }) : t(`loan.state.${state}`)}</span>
    </span>
  );
}
