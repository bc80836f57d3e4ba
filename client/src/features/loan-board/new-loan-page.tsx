import { deliveries, type Delivery, type LoanRequest, type Stage, stages } from '@mediecentral/contracts';
import {
  ActionIcon,
  Box,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isCallError } from '../../shared/api/call-error.ts';
import { newRequestId } from '../../shared/api/new-request-id.ts';
import { Breadcrumbs, DateField, ErrorState, PageTitle, SectionCard, tell } from '../../shared/ui/index.ts';
import { SchoolSelect } from '../organisation/index.ts';
import { useModelChoices } from '../stock/index.ts';
import { useBookForSchool, useQuoteFor } from './board-api.ts';
import classes from './loan-board.module.css';
import { asRequest, asWish, emptyNewLoan, type NewLoan, withLine, withoutLine } from './new-loan.ts';
import { QuoteNote } from './quote-note.tsx';

/** A loan for a school that called or wrote. */
export function NewLoanPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [loan, setLoan] = useState<NewLoan>(emptyNewLoan);
  // One name for what is asked for: pressed twice, it is still one loan; changed, it is another.
  const [requestId, setRequestId] = useState(newRequestId);
  const models = useModelChoices();
  const quote = useQuoteFor(asWish(loan));
  const booking = useBookForSchool();
  const request = asRequest(loan, requestId);
  const blocked = isCallError(booking.error, 'overdue_block') || loan.override !== '';

  function set(change: Partial<NewLoan>) {
    setLoan((current) => ({ ...current, ...change }));
    setRequestId(newRequestId());
  }
  const book = (body: LoanRequest) =>
    booking.mutate(body, {
      onSuccess(booked) {
        tell(t('board.booked', { reference: booked.reference }));
        void navigate(`/personal/lan/${booked.id}`);
      },
    });
  return (
    <>
      <Breadcrumbs items={[{ label: t('staff.nav.loans'), to: '/personal/lan' }]} here={t('staff.newLoan')} />
      <Box mb="md">
        <PageTitle>{t('staff.newLoan')}</PageTitle>
      </Box>
      <form
        className={classes.columns}
        onSubmit={(event) => {
          event.preventDefault();
          if (request) book(request);
        }}
      >
        <div className={classes.stack}>
          <SectionCard title={t('board.who')}>
            <SchoolSelect
              label={t('today.school')}
              value={loan.schoolUnitId}
              onChange={(schoolUnitId) => set({ schoolUnitId })}
            />
            <SimpleGrid cols={{ base: 1, xs: 3 }} mt="sm">
              <TextInput
                label={t('board.group')}
                maxLength={60}
                value={loan.group}
                onChange={(event) => set({ group: event.currentTarget.value })}
              />
              <NumberInput
                label={t('board.pupils')}
                min={1}
                max={2000}
                allowDecimal={false}
                value={loan.pupils ?? ''}
                onChange={(value) => set({ pupils: typeof value === 'number' ? value : undefined })}
              />
              <NativeSelect
                label={t('board.stage')}
                value={loan.stage ?? ''}
                onChange={(event) =>
                  set({ stage: stages.find((stage) => stage === event.currentTarget.value) })
                }
                data={[
                  { value: '', label: t('board.notSaid') },
                  ...stages.map((stage: Stage) => ({ value: stage, label: t(`stage.${stage}`) })),
                ]}
              />
            </SimpleGrid>
            <Textarea
              mt="sm"
              label={t('board.purpose')}
              autosize
              minRows={1}
              maxLength={1000}
              value={loan.purpose}
              onChange={(event) => set({ purpose: event.currentTarget.value })}
            />
          </SectionCard>
          <SectionCard title={t('today.what')}>
            <ul className={classes.lines}>
              {loan.lines.map((line, index) => (
                <li key={line.key}>
                  <NativeSelect
                    label={t('today.model')}
                    required
                    value={line.modelId}
                    onChange={(event) => set(withLine(loan, index, { modelId: event.currentTarget.value }))}
                    data={[{ value: '', label: t('board.chooseModel') }, ...(models.data ?? [])]}
                  />
                  <NumberInput
                    w={110}
                    label={t('board.quantity')}
                    min={1}
                    max={1000}
                    allowDecimal={false}
                    value={line.quantity}
                    onChange={(value) => set(withLine(loan, index, { quantity: Number(value) || 1 }))}
                  />
                  {loan.lines.length > 1 && (
                    <ActionIcon
                      variant="default"
                      size={36}
                      aria-label={t('board.removeLine', { number: index + 1 })}
                      onClick={() => set(withoutLine(loan, index))}
                    >
                      <IconTrash size={20} stroke={1.9} aria-hidden />
                    </ActionIcon>
                  )}
                </li>
              ))}
            </ul>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => set(withLine(loan, loan.lines.length, {}))}
            >
              {t('board.addLine')}
            </Button>
          </SectionCard>
        </div>
        <div className={classes.stack}>
          <SectionCard title={t('board.whenAndHow')}>
            <Group grow>
              <DateField
                label={t('board.firstDay')}
                required
                value={loan.from}
                onChange={(date) => set({ from: date })}
              />
              <DateField
                label={t('board.lastDay')}
                required
                value={loan.to}
                {...(loan.from ? { minDate: loan.from } : {})}
                onChange={(date) => set({ to: date })}
              />
            </Group>
            <NativeSelect
              mt="sm"
              label={t('board.delivery')}
              value={loan.delivery}
              onChange={(event) =>
                set({ delivery: deliveries.find((one) => one === event.currentTarget.value) ?? 'transport' })
              }
              data={deliveries.map((delivery: Delivery) => ({
                value: delivery,
                label: t(`staff.deliveryLong.${delivery}`),
              }))}
            />
            <QuoteNote quote={quote} models={models.data ?? []} onPeriod={(period) => set(period)} />
            {blocked && (
              <TextInput
                mt="sm"
                label={t('board.override')}
                description={t('board.overrideText')}
                maxLength={300}
                value={loan.override}
                onChange={(event) => set({ override: event.currentTarget.value })}
              />
            )}
            {booking.error && <ErrorState error={booking.error} inline />}
            <Button
              type="submit"
              size="lg"
              fullWidth
              mt="md"
              disabled={!request || quote.data?.fits === false}
              loading={booking.isPending}
            >
              {t('board.book')}
            </Button>
          </SectionCard>
        </div>
      </form>
    </>
  );
}
