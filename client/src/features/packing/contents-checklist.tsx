import { Checkbox, Text, Title } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './pack-page.module.css';
import type { PickLine } from './pick-list.ts';

/** What should lie with each unit, to tick off; kept in this tab while the box is packed. Nothing is held up by it. */
export function ContentsChecklist({ loanId, lines }: { loanId: string; lines: readonly PickLine[] }) {
  const { t } = useTranslation();
  const [ticked, setTicked] = useSessionStorage<string[]>({
    key: `mediecentral.contents.${loanId}`,
    defaultValue: [],
  });
  const withContents = lines.filter((line) => line.contents.length > 0);
  if (withContents.length === 0) return null;
  const toggle = (key: string) =>
    setTicked((known) => (known.includes(key) ? known.filter((one) => one !== key) : [...known, key]));
  return (
    <section className={classes.card} aria-labelledby="contents">
      <div className={classes.cardHead}>
        <Title order={2} id="contents">
          {t('packing.contents')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('packing.contentsText')}
        </Text>
      </div>
      <div className={classes.contents}>
        {withContents.map((line) => (
          <fieldset key={line.lineId}>
            <legend>{line.modelName}</legend>
            {line.contents.map((content) => {
              const key = `${line.lineId} ${content}`;
              return (
                <Checkbox
                  key={key}
                  mt={6}
                  label={t('packing.content', { content, count: line.wanted })}
                  checked={ticked.includes(key)}
                  onChange={() => toggle(key)}
                />
              );
            })}
          </fieldset>
        ))}
      </div>
    </section>
  );
}
