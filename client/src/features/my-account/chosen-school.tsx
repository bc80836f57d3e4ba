import type { Account } from '@mediecentral/contracts';
import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState, SectionCard, tell } from '../../shared/ui/index.ts';
import { useChooseSchoolUnit } from '../accounts/index.ts';

/** For those who work at several schools: the one that bookings begin with. */
export function ChosenSchool({ account }: { account: Account }) {
  const { t } = useTranslation();
  const choose = useChooseSchoolUnit();
  const chosen = account.chosenSchoolUnitId ?? account.schoolUnits[0]?.id ?? '';
  return (
    <SectionCard title={t('myAccount.school.title')}>
      <Radio.Group
        aria-label={t('myAccount.school.title')}
        value={chosen}
        onChange={(id) => {
          const name = account.schoolUnits.find((unit) => unit.id === id)?.name ?? '';
          choose.mutate(id, { onSuccess: () => tell(t('myAccount.school.chosen', { name })) });
        }}
      >
        <Text mb="sm">{t('myAccount.school.text')}</Text>
        <Stack gap="sm">
          {account.schoolUnits.map(({ id, name, municipality }) => (
            <Radio key={id} value={id} size="md" label={name} description={municipality.name} />
          ))}
        </Stack>
      </Radio.Group>
      {choose.isError && <ErrorState error={choose.error} inline />}
    </SectionCard>
  );
}
