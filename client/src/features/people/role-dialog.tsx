import { type ManagedAccount, type Role, roles } from '@mediecentral/contracts';
import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../shared/api/use-error-words.ts';
import { ConfirmDialog, Note, tell, tellWithUndo } from '../../shared/ui/index.ts';
import { useGiveRole } from './people-api.ts';
import { rolesToGive, standingOf } from './standing.ts';

/** Gives a person a role beside what the login gives, or takes it back; says what happens, and can be undone. */
export function RoleDialog({ person, onClose }: { person: ManagedAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const give = useGiveRole();
  const { id, displayName: name, byRules, granted = 'pupil' } = person;
  const [chosen, setChosen] = useState<Role>(granted);
  const next = standingOf({ ...person, granted: chosen });
  const isLess = roles.indexOf(next.role) < roles.indexOf(standingOf(person).role);
  const roleInWords = (role: Role) => t(`account.role.${role}`).toLocaleLowerCase();

  const save = () =>
    give.mutate(
      { id, role: chosen },
      {
        onSuccess: () => {
          onClose();
          tellWithUndo({
            message: t('people.done', { name, role: roleInWords(next.role) }),
            undo: t('action.undo'),
            onUndo: () =>
              give.mutate(
                { id, role: granted },
                {
                  onSuccess: () => tell(t('people.undone', { name })),
                  onError: (error) => tell(words(error).sentence),
                },
              ),
          });
        },
      },
    );

  return (
    <ConfirmDialog
      opened
      title={t('people.changeOne', { name })}
      confirm={t(isLess ? 'people.takeBack' : 'people.give')}
      danger={isLess}
      busy={give.isPending}
      disabled={chosen === granted}
      error={give.error}
      onClose={onClose}
      onConfirm={save}
    >
      <Radio.Group
        label={t('people.chosen')}
        description={t('people.chosenText', { role: roleInWords(byRules) })}
        value={chosen}
        onChange={(value) => setChosen(roles.find((known) => known === value) ?? granted)}
      >
        <Stack gap={8} mt="xs">
          <Radio size="md" value="pupil" label={t('people.noGrant')} />
          {rolesToGive(person).map((role) => (
            <Radio
              key={role}
              size="md"
              value={role}
              label={t(`account.role.${role}`)}
              description={t(`people.means.${role}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Text component="output" display="block" mt="md">
        {chosen !== granted && (
          <Note kind={isLess ? 'wait' : 'info'}>
            {t(isLess ? 'people.becomesLess' : 'people.becomesMore', { name, role: roleInWords(next.role) })}
          </Note>
        )}
      </Text>
    </ConfirmDialog>
  );
}
