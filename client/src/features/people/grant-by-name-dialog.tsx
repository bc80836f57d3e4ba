import { grantPersonRole, type Role, roles } from '@mediecentral/contracts';
import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { isCallError } from '../../shared/api/call-error.ts';
import { useFieldWords } from '../../shared/forms/index.ts';
import { ConfirmDialog, tell } from '../../shared/ui/index.ts';
import { useIdentityProviders } from '../accounts/index.ts';
import { useGrantByName } from './people-api.ts';

type Values = { idp: string; eppn: string; role: Role };

/** The provider may not speak for what stands after the `@`. */
const isWrongScope = (error: unknown) =>
  isCallError(error, 'invalid_request') && error.fields.some(({ code }) => code === 'wrong_scope');

/** Gives a role to somebody who is not in the list: by their name at the place where they log in. */
export function GrantByNameDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const providers = useIdentityProviders();
  const grant = useGrantByName();
  const form = useForm<Values>({
    initialValues: { idp: '', eppn: '', role: 'staff' },
    validate: (values) => words(grantPersonRole.body, values),
  });
  const save = form.onSubmit(
    (values) =>
      grant.mutate(values, {
        onSuccess: () => {
          onClose();
          tell(t(values.role === 'pupil' ? 'people.grant.takenBack' : 'people.grant.done', values));
        },
        onError: (error) => {
          if (isWrongScope(error)) form.setFieldError('eppn', t('people.grant.wrongScope'));
        },
      }),
    () => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
  );
  return (
    <ConfirmDialog
      opened
      title={t('people.grant.title')}
      confirm={t(form.values.role === 'pupil' ? 'people.takeBack' : 'people.give')}
      danger={form.values.role === 'pupil'}
      busy={grant.isPending}
      error={isWrongScope(grant.error) ? undefined : grant.error}
      onClose={onClose}
      onConfirm={save}
    >
      <Text mb="sm">{t('people.grant.text')}</Text>
      <Stack gap="sm">
        <NativeSelect
          label={t('people.provider')}
          data={[
            { value: '', label: t('people.grant.choose') },
            ...(providers.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name })),
          ]}
          {...form.getInputProps('idp')}
        />
        <TextInput
          label={t('people.eppn')}
          description={t('people.grant.eppnText')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          {...form.getInputProps('eppn')}
        />
        <NativeSelect
          label={t('people.role')}
          data={[
            ...roles
              .filter((role) => role !== 'pupil')
              .map((role) => ({ value: role, label: t(`account.role.${role}`) })),
            { value: 'pupil', label: t('people.grant.takeBack') },
          ]}
          {...form.getInputProps('role')}
        />
      </Stack>
    </ConfirmDialog>
  );
}
