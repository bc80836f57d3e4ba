import { changeBorrowersKept } from '@mediecentral/contracts';
import { Button, Group, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/call.ts';
import { ErrorState, tell } from '../../shared/ui/index.ts';
import { registerKey } from './register-key.ts';

const longest = 60;

/** For the centre: after how many months closed loans lose their borrowers’ names. */
export function BorrowersKept({ months }: { months: number }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<number | string>(months);
  const save = useMutation({
    mutationFn: (asked: number) => call(changeBorrowersKept, { body: { months: asked } }),
    onSuccess: ({ entries }) => {
      queries.setQueryData(registerKey, entries);
      tell(t('staff.saved'));
    },
  });
  const isPossible = typeof chosen === 'number' && chosen >= 1 && chosen <= longest;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible) save.mutate(chosen);
      }}
    >
      <Group align="end" mt="md" gap="sm">
        <NumberInput
          label={t('register.months')}
          min={1}
          max={longest}
          allowDecimal={false}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={!isPossible || chosen === months}
        >
          {t('action.save')}
        </Button>
      </Group>
      {save.isError && <ErrorState error={save.error} inline />}
    </form>
  );
}
