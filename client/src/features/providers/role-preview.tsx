import { type RoleRule, roleRule, ruleAttributes } from '@mediecentral/contracts';
import { SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Note } from '../../shared/ui/index.ts';
import { type RuleAttributes, useRolePreview } from './providers-api.ts';
import classes from './providers.module.css';

type Written = Record<(typeof ruleAttributes)[number], string>;

const nothingWritten: Written = { affiliation: '', entitlement: '', assurance: '', schoolUnitCode: '' };

const valuesIn = (text: string) =>
  text
    .split(/[\s,;]+/)
    .filter((value) => value !== '')
    .slice(0, 50);

/** Tries the rules, also those that are not saved, on somebody with the attributes that are written. */
export function RolePreview({ rules }: { rules: readonly RoleRule[] }) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(nothingWritten);
  const complete = rules.filter((rule) => roleRule.safeParse(rule).success);
  const attributes: RuleAttributes = Object.fromEntries(
    ruleAttributes.flatMap((name) => {
      const values = valuesIn(written[name]);
      return values.length > 0 ? [[name, values] as const] : [];
    }),
  );
  const [wish] = useDebouncedValue({ rules: complete, attributes }, 250);
  const preview = useRolePreview(wish);
  return (
    <div className={classes.preview}>
      <Title order={3}>{t('providers.preview.title')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('providers.preview.text')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
        {ruleAttributes.map((name) => (
          <TextInput
            key={name}
            label={t(`providers.attribute.${name}`)}
            placeholder={t(`providers.preview.example.${name}`)}
            value={written[name]}
            onChange={(event) => setWritten({ ...written, [name]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      {preview.isError && <ErrorState error={preview.error} inline />}
      <output>
        {preview.data && (
          <Note kind="ok">
            <b>
              {t('providers.getsRole', { role: t(`account.role.${preview.data.role}`).toLocaleLowerCase() })}
            </b>{' '}
            {becauseOf(preview.data.matched)}
          </Note>
        )}
        {preview.data?.withoutEffect.map((place) => (
          <Text key={place} size="sm" mt="xs">
            {t('providers.preview.withoutEffect', { rule: wish.rules[place]?.value ?? '' })}
          </Text>
        ))}
      </output>
    </div>
  );

  function becauseOf(matched: readonly number[]): string {
    const values = matched.flatMap((place) => wish.rules[place]?.value ?? []);
    return values.length > 0
      ? t('providers.preview.through', { rules: values.join(', ') })
      : t('providers.preview.noRule');
  }
}
