import { roles, ruleAttributes, type RoleRule } from '@mediecentral/contracts';
import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProviderValues } from './provider-values.ts';
import classes from './providers.module.css';

const newRule: RoleRule = { attribute: 'affiliation', value: '', role: 'teacher' };

/** Who gets which role: a row per rule. Whoever no rule fits is a pupil. */
export function RoleRuleRows({ form }: { form: UseFormReturnType<ProviderValues> }) {
  const { t } = useTranslation();
  const { roleRules } = form.values;
  const set = (rules: RoleRule[]) => form.setFieldValue('roleRules', rules);
  const change = (index: number, changed: Partial<RoleRule>) =>
    set(roleRules.map((rule, place) => (place === index ? { ...rule, ...changed } : rule)));
  return (
    <>
      {roleRules.length === 0 && <Text my="sm">{t('providers.noRules')}</Text>}
      <ul className={classes.rules}>
        {roleRules.map((rule, index) => {
          const number = index + 1;
          return (
            // Rules have no names of their own, and are told apart by their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <NativeSelect
                label={t('providers.rule.attribute')}
                aria-label={t('providers.rule.attributeOf', { number })}
                value={rule.attribute}
                data={ruleAttributes.map((value) => ({ value, label: t(`providers.attribute.${value}`) }))}
                onChange={(event) => {
                  const attribute = ruleAttributes.find((known) => known === event.currentTarget.value);
                  if (attribute) change(index, { attribute });
                }}
              />
              <TextInput
                label={t('providers.rule.value')}
                aria-label={t('providers.rule.valueOf', { number })}
                placeholder={t(`providers.rule.example.${rule.attribute}`)}
                maxLength={200}
                {...form.getInputProps(`roleRules.${index}.value`)}
              />
              <NativeSelect
                label={t('providers.rule.role')}
                aria-label={t('providers.rule.roleOf', { number })}
                value={rule.role}
                data={roles.map((role) => ({ value: role, label: t(`account.role.${role}`) }))}
                onChange={(event) => {
                  const role = roles.find((known) => known === event.currentTarget.value);
                  if (role) change(index, { role });
                }}
              />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('providers.rule.remove', { number })}
                onClick={() => set(roleRules.filter((_, place) => place !== index))}
              >
                <IconTrash size={20} stroke={1.9} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Button
        mt="xs"
        variant="default"
        leftSection={<IconPlus size={20} stroke={1.9} aria-hidden />}
        onClick={() => set([...roleRules, newRule])}
      >
        {t('providers.rule.add')}
      </Button>
    </>
  );
}
