import { screen, waitFor, within } from '@testing-library/react';
import { bluebot, idOf, problem, usualAnswer } from '../../testing/answers.ts';
import { type Answer, renderPage, type Sent } from '../../testing/render-page.tsx';
import { emptyBasket, useBasket, withQuantity } from '../basket/index.ts';
import { BookingPage } from './booking-page.tsx';

const window = {
  dispatchOn: '2026-03-12',
  arrivesOn: '2026-03-13',
  returnOn: '2026-03-31',
  backOn: '2026-03-31',
  claimedFrom: '2026-03-12',
  claimedTo: '2026-04-01',
};
const moved = { from: '2026-03-23', to: '2026-04-02' };
const filled = { ...withQuantity(emptyBasket(), bluebot.id, 6), from: '2026-03-16', to: '2026-03-27' };

type Wish = { from: string; lines: { modelId: string; quantity: number }[] };

/** An api that has so many BlueBots free over the days that are asked for first, and enough of them later. */
function lender(free: number, book: (sent: Sent, tries: number) => Answer) {
  let tries = 0;
  return (sent: Sent): Answer => {
    if (sent.path === '/api/loans' && sent.method === 'POST') {
      tries += 1;
      return book(sent, tries);
    }
    if (sent.path !== '/api/loans/quote') return usualAnswer(sent);
    const { from, lines } = sent.body as Wish;
    const answered = lines.map(({ modelId, quantity }) => {
      const there = from === moved.from ? 20 : free;
      return { modelId, asked: quantity, free: there, nearest: there < quantity ? [moved] : [] };
    });
    const fits = answered.every((line) => line.free >= line.asked);
    return { body: { window, schoolDays: 10, fits, lines: answered } };
  };
}

const booked: Answer = { status: 201, body: { id: idOf(77), reference: 'L-2026-00077' } };

function FilledBooking() {
  const { basket, fill } = useBasket();
  return (
    <>
      <button type="button" onClick={() => fill(filled)}>
        fill
      </button>
      <output data-testid="request">{basket.requestId}</output>
      <BookingPage />
    </>
  );
}

async function openBooking(answers: ReturnType<typeof lender>) {
  sessionStorage.clear();
  const page = renderPage(<FilledBooking />, { path: '/bokning', answers });
  await page.user.click(await screen.findByText('fill'));
  await screen.findByRole('heading', { name: 'Mån 16 – fre 27 mars' });
  await screen.findByText('BlueBot');
  const bookings = () => page.sent.filter(({ path, method }) => path === '/api/loans' && method === 'POST');
  const send = () => page.user.click(screen.getByRole('button', { name: 'Skicka bokningen' }));
  async function fillIn() {
    await page.user.type(screen.getByLabelText('Klass eller grupp'), '2B');
    await page.user.type(screen.getByLabelText('Antal elever'), '24');
  }
  return { ...page, bookings, send, fillIn };
}

describe('the booking page', () => {
  it('says when the box comes and goes, and that everything is free', async () => {
    await openBooking(lender(8, () => booked));
    expect(await screen.findByText('Alla 6 är lediga')).toBeTruthy();
    expect(await screen.findByText('Tors 12 mars')).toBeTruthy();
    expect(screen.getByText('Tis 31 mars')).toBeTruthy();
    expect(screen.getByText(/10 skoldagar hos er/)).toBeTruthy();
  });

  it('sends the booking once, however often the button is pressed, and goes on to the loan', async () => {
    const { user, bookings, fillIn, router } = await openBooking(lender(8, () => booked));
    await fillIn();
    await user.dblClick(screen.getByRole('button', { name: 'Skicka bokningen' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/lan/${idOf(77)}`));
    expect(bookings()).toHaveLength(1);
    expect(bookings()[0]?.body).toMatchObject({
      schoolUnitId: idOf(901),
      lines: [{ modelId: bluebot.id, quantity: 6 }],
      group: '2B',
      pupils: 24,
      delivery: 'transport',
    });
  });

  it('does not send what is not filled in, and puts the focus in the first field to fill', async () => {
    const { bookings, send } = await openBooking(lender(8, () => booked));
    await screen.findByText('Alla 6 är lediga');
    await send();
    expect(await screen.findByText('Skriv hur många elever som ska använda utrustningen.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Klass eller grupp')));
    expect(bookings()).toHaveLength(0);
  });

  it('offers three ways out of a line that is short, and moving the days solves it', async () => {
    const { user } = await openBooking(lender(4, () => booked));
    expect(await screen.findByText('4 av 6 är lediga de här dagarna')).toBeTruthy();
    const ways = within(screen.getByRole('group', { name: 'Lösningar för BlueBot' }));
    expect(ways.getAllByRole('button').map((button) => button.textContent)).toEqual([
      'Ta 4',
      'Flytta till 23 mars – 2 april',
      'Boka utan den',
    ]);
    await user.click(ways.getByText('Flytta till 23 mars – 2 april'));
    expect(await screen.findByText('Alla 6 är lediga')).toBeTruthy();
  });

  it('keeps everything that was written when somebody was first, and sends the next try as a new request', async () => {
    const refusal = problem('not_available', 409, {
      lines: [{ modelId: bluebot.id, asked: 6, free: 4, nearest: [] }],
    });
    const { bookings, fillIn, send } = await openBooking(
      lender(8, (_sent, tries) => (tries === 1 ? refusal : booked)),
    );
    await fillIn();
    await send();
    await waitFor(() => expect(bookings()).toHaveLength(1));
    expect(screen.getByLabelText<HTMLInputElement>('Klass eller grupp').value).toBe('2B');
    const [first] = bookings().map(({ body }) => (body as { requestId: string }).requestId);
    await waitFor(() => expect(screen.getByTestId('request').textContent).not.toBe(first));
    await send();
    await waitFor(() => expect(bookings()).toHaveLength(2));
  });

  it('repeats the same request after a broken connection, so that nothing is booked twice', async () => {
    const { bookings, fillIn, send } = await openBooking(
      lender(8, (_sent, tries) => (tries === 1 ? undefined : booked)),
    );
    await fillIn();
    await send();
    expect(await screen.findByText(/Inget svar. Kontrollera nätet/)).toBeTruthy();
    await send();
    await waitFor(() => expect(bookings()).toHaveLength(2));
    const [first, second] = bookings().map(({ body }) => (body as { requestId: string }).requestId);
    expect(second).toBe(first);
  });
});
