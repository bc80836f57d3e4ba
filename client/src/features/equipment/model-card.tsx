import type { ListedEquipmentModel } from '@mediecentral/contracts';
import { Text, Title } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Drawing } from '../../shared/drawings/index.ts';
import { useDateFormats } from '../../shared/formatting/use-date-formats.ts';
import { FreeMeter } from '../../shared/ui/index.ts';
import { usePreloadModel } from './equipment-api.ts';
import classes from './model-card.module.css';
import { stagesLabel } from './stages-text.ts';

/** A model in a list; the whole card leads to its page. `level`: of its heading on the page. */
export function ModelCard({ model, level = 2 }: { model: ListedEquipmentModel; level?: 2 | 3 }) {
  const { t } = useTranslation();
  const preload = usePreloadModel(model);
  return (
    <li className={classes.card}>
      <Drawing name={model.drawing} />
      <div className={classes.text}>
        <div className={classes.head}>
          <Title order={level} size="h3">
            <Link
              to={`/utrustning/${model.id}`}
              className={classes.link}
              onMouseEnter={preload}
              onFocus={preload}
            >
              {model.name}
            </Link>
          </Title>
          {model.stages.length > 0 && <span className={classes.tag}>{stagesLabel(model.stages, t)}</span>}
        </div>
        <Text size="sm" c="dimmed">
          {model.summary}
        </Text>
        <Availability model={model} />
      </div>
    </li>
  );
}

function Availability({ model }: { model: ListedEquipmentModel }) {
  const { t } = useTranslation();
  const dates = useDateFormats();
  const { free, total, nearest } = model;
  if (model.installation) {
    return (
      <span className={classes.note}>
        <IconTool size={20} stroke={1.9} aria-hidden /> {t('equipment.weInstall')}
      </span>
    );
  }
  // Without days to count for, only how many there are.
  if (free === undefined)
    return <span className={classes.note}>{t('equipment.total', { count: total })}</span>;
  return (
    <span className={classes.free}>
      <FreeMeter free={free} total={total} />
      {free === 0 && nearest && (
        <span className={classes.next}>
          {t('equipment.nextFree', { dates: dates.period(nearest.from, nearest.to) })}
        </span>
      )}
    </span>
  );
}
