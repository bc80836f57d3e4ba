import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAccount } from '../../shared/api/use-account.ts';
import { isCallError, isTransient } from '../../shared/api/call-error.ts';
import { EmptyState, PageTitle, tell } from '../../shared/ui/index.ts';
import { useBasket, useQuote } from '../basket/index.ts';
import { useBookLoan } from '../loans/index.ts';
import { type BookingDetails, forgetDetails, keepDetails, readDetails, wrongIn } from './booking-details.ts';
import { BookingDays } from './booking-days.tsx';
import { BookingLines } from './booking-lines.tsx';
import { requestOf } from './booking-request.ts';
import { BookingSummary } from './booking-summary.tsx';
import { ForWhom } from './for-whom.tsx';
import classes from './booking-page.module.css';

const firstProblem = ':is(input, button, textarea, select)[aria-invalid="true"], [data-problem]';

/** Whether it was booked is not known, or it was not tried: the same request may be sent again. */
const isOpen = (error: unknown) => isTransient(error) || isCallError(error, 'not_logged_in');

/** The booking: its days, what blocks and the ways out, for whom and why. Sent once; nothing written is lost on the way. */
export function BookingPage() {
  const { t } = useTranslation();
  const { basket, renewRequest, clear } = useBasket();
  if (basket.lines.length > 0) return <Booking onSent={clear} onRefused={renewRequest} />;
  return (
    <>
      <div className={classes.title}>
        <PageTitle>{t('basket.title')}</PageTitle>
      </div>
      <EmptyState
        title={t('basket.empty')}
        text={t('basket.emptyText')}
        action={{ label: t('basket.toEquipment'), to: '/utrustning' }}
      />
    </>
  );
}

function Booking({ onSent, onRefused }: { onSent: () => void; onRefused: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { basket } = useBasket();
  const { account } = useAccount();
  const book = useBookLoan();
  const page = useRef<HTMLFormElement>(null);
  const form = useForm<BookingDetails>({
    initialValues: readDetails(),
    onValuesChange: keepDetails,
    validate: (details) => {
      const { group, pupils } = wrongIn(details);
      return { group: group && t(`basket.wrong.${group}`), pupils: pupils && t(`basket.wrong.${pupils}`) };
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const { values } = form;
  const schoolUnitId = values.schoolUnitId || account?.chosenSchoolUnitId || account?.schoolUnits[0]?.id;
  const { from, to, lines } = basket;
  const quote = useQuote(
    from && to
      ? { from, to, lines, delivery: values.delivery, ...(schoolUnitId ? { schoolUnitId } : {}) }
      : undefined,
  );
  const short = quote.data?.lines.filter((line) => line.free < line.asked) ?? [];

  // A refusal is about the wish that was sent; of another wish it says nothing.
  const wish = JSON.stringify([from, to, lines, schoolUnitId, values.delivery]);
  const [triedToSend, setTriedToSend] = useState(false);
  const [sentWish, setSentWish] = useState<string>();
  const isAnswered = isCallError(book.error, 'not_available') && short.length > 0;
  const refusal = sentWish === wish && !isAnswered ? book.error : null;

  function showFirstProblem() {
    // The problems are in the page after the next paint.
    requestAnimationFrame(() => {
      const problem = page.current?.querySelector<HTMLElement>(firstProblem);
      problem?.focus();
      problem?.scrollIntoView({ block: 'center' });
    });
  }

  function send() {
    setTriedToSend(true);
    const { hasErrors } = form.validate();
    const request = requestOf(basket, values, schoolUnitId);
    if (hasErrors || !request || short.length > 0) {
      showFirstProblem();
      return;
    }
    setSentWish(wish);
    book.mutate(request, {
      onSuccess: (loan) => {
        forgetDetails();
        tell(t('basket.sent'));
        void navigate(`/lan/${loan.id}`);
        onSent();
      },
      onError: (failure) => {
        if (isCallError(failure, 'not_available')) void quote.refetch().then(showFirstProblem);
        if (!isOpen(failure)) onRefused();
      },
    });
  }

  return (
    <form
      ref={page}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!book.isPending) send();
      }}
    >
      <div className={classes.title}>
        <PageTitle>{t('basket.title')}</PageTitle>
      </div>
      <div className={classes.columns}>
        <div className={classes.column}>
          <BookingDays
            quote={quote.data}
            error={quote.error}
            delivery={values.delivery}
            isMissing={triedToSend}
          />
          <BookingLines short={from && to ? quote.data?.lines : undefined} isAsking={quote.isFetching} />
          <ForWhom
            form={form}
            isMissing={triedToSend}
            schoolUnitId={schoolUnitId}
            askForReason={isCallError(book.error, 'overdue_block') || values.override !== ''}
          />
        </div>
        <BookingSummary
          short={short}
          schoolUnitId={schoolUnitId}
          error={refusal}
          isSending={book.isPending}
        />
      </div>
    </form>
  );
}
