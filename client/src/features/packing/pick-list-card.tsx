import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './pack-page.module.css';
import { currentLine, type PickLine, progressOf } from './pick-list.ts';

type Properties = {
  lines: readonly PickLine[];
  lastLineId: string | undefined;
  /** Absent where nothing can be taken out any more. */
  onTakeOut: ((unitId: string) => void) | undefined;
  children?: ReactNode;
};

/** Shelf by shelf what goes in the box; the line to stand before is marked. */
export function PickListCard({ lines, lastLineId, onTakeOut, children }: Properties) {
  const { t } = useTranslation();
  const { packed, wanted } = progressOf(lines);
  const current = currentLine(lines, lastLineId);
  return (
    <section className={classes.card} aria-labelledby="picks">
      <Group justify="space-between" className={classes.cardHead}>
        <Title order={2} id="picks">
          {t('packing.pickList')}
        </Title>
        <Text c="dimmed">{t('packing.progress', { packed, wanted })}</Text>
      </Group>
      <ul className={classes.picks}>
        {lines.map((line) => (
          <li
            key={line.lineId}
            data-current={line === current}
            data-done={line.done}
            aria-current={line === current ? 'step' : undefined}
          >
            <span className={classes.shelf}>
              <span className={classes.read}>{t('packing.shelf')} </span>
              {line.shelf || '–'}
            </span>
            <div className={classes.grow}>
              <b>{line.modelName}</b>
              <ul className={classes.units}>
                {line.packed.map((unit) => (
                  <li key={unit.unitId}>
                    {unit.inventoryNumber}
                    {onTakeOut && (
                      <ActionIcon
                        variant="subtle"
                        size={24}
                        aria-label={t('packing.takeOut', { number: unit.inventoryNumber })}
                        onClick={() => onTakeOut(unit.unitId)}
                      >
                        <IconX size={16} aria-hidden />
                      </ActionIcon>
                    )}
                  </li>
                ))}
              </ul>
            </div>
            <span
              className={classes.quantity}
              aria-label={t('packing.progress', { packed: line.packed.length, wanted: line.wanted })}
            >
              {line.packed.length} / {line.wanted}
            </span>
            {line.done && <IconCheck size={22} stroke={2.4} aria-hidden />}
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
