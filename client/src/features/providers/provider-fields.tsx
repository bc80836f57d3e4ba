import { Checkbox, Group, NativeSelect, SimpleGrid, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../../shared/ui/index.ts';
import { useMunicipalities } from '../organisation/index.ts';
import type { ProviderValues } from './provider-values.ts';
import { RolePreview } from './role-preview.tsx';
import { RoleRuleRows } from './role-rule-rows.tsx';

type Properties = {
  form: UseFormReturnType<ProviderValues>;
  /** The key goes into addresses that people may have kept, so it is only chosen once. */
  isNew: boolean;
  /** The only scopes that can be chosen; `undefined` where they are typed in. */
  scopeChoices: readonly string[] | undefined;
};

const signedChoices = ['either', 'assertion', 'response', 'both'] as const;

export function ProviderFields({ form, isNew, scopeChoices }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <SectionCard title={t('providers.about')}>
        <NameFields form={form} isNew={isNew} />
        {scopeChoices ? (
          <Checkbox.Group
            mt="sm"
            label={t('providers.field.scopes')}
            description={t('providers.scopesText')}
            {...form.getInputProps('scopes')}
          >
            <Group mt={6} gap="sm">
              {scopeChoices.map((scope) => (
                <Checkbox key={scope} value={scope} label={scope} />
              ))}
            </Group>
          </Checkbox.Group>
        ) : (
          <TagsInput
            mt="sm"
            size="md"
            label={t('providers.field.scopes')}
            description={`${t('providers.scopesText')} ${t('providers.scopesHow')}`}
            maxTags={50}
            splitChars={[',', ' ', ';']}
            {...form.getInputProps('scopes')}
          />
        )}
        {!isNew && (
          <Switch
            mt="md"
            label={t('providers.field.enabled')}
            description={t('providers.enabledText')}
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
        )}
      </SectionCard>
      <SectionCard title={t('providers.roles')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('providers.rolesText')}
        </Text>
        <RoleRuleRows form={form} />
        <RolePreview rules={form.values.roleRules} />
      </SectionCard>
      <SectionCard title={t('providers.security')}>
        <NativeSelect
          label={t('providers.field.signed')}
          description={t('providers.signedText')}
          data={signedChoices.map((value) => ({ value, label: t(`providers.signed.${value}`) }))}
          {...form.getInputProps('signed')}
        />
        <Checkbox
          mt="md"
          label={t('providers.field.requireEncryption')}
          {...form.getInputProps('requireEncryption', { type: 'checkbox' })}
        />
        <Checkbox
          mt="sm"
          label={t('providers.field.signRequests')}
          {...form.getInputProps('signRequests', { type: 'checkbox' })}
        />
      </SectionCard>
    </>
  );
}

function NameFields({ form, isNew }: Pick<Properties, 'form' | 'isNew'>) {
  const { t } = useTranslation();
  const municipalities = useMunicipalities();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        required
        maxLength={200}
        label={t('providers.field.name')}
        description={t('providers.nameText')}
        {...form.getInputProps('name')}
      />
      <NativeSelect
        label={t('providers.field.municipalityCode')}
        description={t('providers.municipalityText')}
        data={[
          { value: '', label: t('providers.noMunicipality') },
          ...(municipalities.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
        {...form.getInputProps('municipalityCode')}
      />
      {isNew && (
        <TextInput
          required
          maxLength={60}
          label={t('providers.field.key')}
          description={t('providers.keyText', { key: form.values.key })}
          {...form.getInputProps('key')}
        />
      )}
    </SimpleGrid>
  );
}
