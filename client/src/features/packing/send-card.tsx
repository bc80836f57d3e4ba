import type { Loan } from '@mediecentral/contracts';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPrinter, IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SectionCard, tell } from '../../shared/ui/index.ts';
import { LoanProblem, useLoanCommand } from '../loan-handling/index.ts';
import { labelsAddress, packingListAddress } from './packing-api.ts';

/** A box that is packed: its papers, and that it has gone. */
export function SendCard({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t(loan.state === 'packed' ? 'packing.boxReady' : 'packing.notToPack')}>
      <Papers loanId={loan.id} />
      {loan.allowed.includes('dispatch') ? (
        <SendForm loan={loan} />
      ) : (
        <Group mt="md">
          <LinkButton to={`/personal/lan/${loan.id}`} variant="default">
            {t('packing.toLoan')}
          </LinkButton>
          <LinkButton to="/personal/packa">{t('packing.next')}</LinkButton>
        </Group>
      )}
    </SectionCard>
  );
}

export function Papers({ loanId }: { loanId: string }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      {(
        [
          ['packing.printLabels', labelsAddress(loanId)],
          ['packing.printList', packingListAddress(loanId)],
        ] as const
      ).map(([label, href]) => (
        <Button
          key={label}
          component="a"
          href={href}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconPrinter size={20} stroke={1.9} aria-hidden />}
        >
          {t(label)}
        </Button>
      ))}
    </Group>
  );
}

function SendForm({ loan }: { loan: Loan }) {
  const { t } = useTranslation();
  const [carrier, setCarrier] = useState('');
  const [tracking, setTracking] = useState('');
  const command = useLoanCommand();
  const pickup = loan.delivery === 'pickup';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          ...(carrier.trim() ? { carrier: carrier.trim() } : {}),
          ...(tracking.trim() ? { tracking: tracking.trim() } : {}),
        };
        command.mutate(
          { loan, command: 'dispatch', body },
          {
            onSuccess: () =>
              tell(t(pickup ? 'packing.handedOver' : 'packing.sent', { reference: loan.reference })),
          },
        );
      }}
    >
      <Text my="sm">{t(pickup ? 'packing.pickupText' : 'packing.sendText')}</Text>
      {!pickup && (
        <Group grow align="end">
          <TextInput
            label={t('packing.carrier')}
            description={loan.delivery === 'transport' ? t('packing.carrierText') : undefined}
            maxLength={80}
            value={carrier}
            onChange={(event) => setCarrier(event.currentTarget.value)}
          />
          {loan.delivery === 'post' && (
            <TextInput
              label={t('packing.tracking')}
              maxLength={80}
              value={tracking}
              onChange={(event) => setTracking(event.currentTarget.value)}
            />
          )}
        </Group>
      )}
      <LoanProblem error={command.error} />
      <Button
        type="submit"
        size="lg"
        fullWidth
        mt="md"
        loading={command.isPending}
        leftSection={<IconTruck size={20} stroke={1.9} aria-hidden />}
      >
        {t(pickup ? 'packing.handOver' : 'packing.send')}
      </Button>
    </form>
  );
}
