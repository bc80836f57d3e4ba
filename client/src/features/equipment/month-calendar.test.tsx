import { addDays, parseCivilDate, weekday } from '@mediecentral/calendar';
import type { Availability } from '@mediecentral/contracts';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { bluebot, usualAnswer } from '../../testing/answers.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { MonthCalendar } from './month-calendar.tsx';
import { type ChosenPeriod, pressDay } from './period-choice.ts';

const days: Availability['days'] = Array.from({ length: 92 }, (_, place) => {
  const date = addDays(parseCivilDate('2026-03-01'), place);
  if (weekday(date) > 5) return { date, free: 9, reason: 'closed' };
  if (date < '2026-03-09') return { date, free: 9, reason: 'too_soon' };
  return date === '2026-03-30' ? { date, free: 0, reason: 'booked' } : { date, free: 9 };
});
const availability: Availability = {
  modelId: bluebot.id,
  total: 20,
  maxDays: 14,
  maxQuantity: 8,
  earliest: '2026-03-09',
  days,
};

function Calendar() {
  const [month, setMonth] = useState('2026-03-02');
  const [period, setPeriod] = useState<ChosenPeriod>();
  return (
    <MonthCalendar
      month={month}
      today="2026-03-02"
      availability={availability}
      period={period}
      wanted={1}
      onMonth={setMonth}
      onPress={(date) => setPeriod((current) => pressDay(current, date))}
    />
  );
}

const focused = () => document.activeElement?.getAttribute('data-date');

async function openCalendar() {
  const { user } = renderPage(<Calendar />, { answers: usualAnswer });
  await screen.findByRole('heading', { name: 'Mars 2026' });
  document.querySelector<HTMLElement>('[data-date="2026-03-02"]')?.focus();
  return user;
}

describe('the month calendar', () => {
  it('has one stop in the tab order, and arrows go by day and week however fast they come', async () => {
    const user = await openCalendar();
    expect(document.querySelectorAll('[data-date][tabindex="0"]')).toHaveLength(1);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowUp}');
    expect(focused()).toBe('2026-03-10');
    await user.keyboard('{End}');
    expect(focused()).toBe('2026-03-15');
    await user.keyboard('{Home}');
    expect(focused()).toBe('2026-03-09');
  });

  it('turns the leaf when the focus leaves the month, and by Page Up and Page Down', async () => {
    const user = await openCalendar();
    await user.keyboard('{ArrowUp}');
    expect(focused()).toBe('2026-02-23');
    expect(await screen.findByRole('heading', { name: 'Februari 2026' })).toBeTruthy();
    await user.keyboard('{PageDown}{PageDown}');
    expect(await screen.findByRole('heading', { name: 'April 2026' })).toBeTruthy();
    expect(focused()).toBe('2026-04-01');
  });

  it('chooses a period by keyboard and says each day with what is free or why nothing is', async () => {
    const user = await openCalendar();
    await user.keyboard('{ArrowDown}{Enter}{ArrowRight}{ArrowRight}{ }');
    const pressed = screen
      .getAllByRole('button', { pressed: true })
      .map((day) => day.getAttribute('aria-label'));
    expect(pressed).toEqual(['mån 9 mars, 9 lediga', 'tis 10 mars, 9 lediga', 'ons 11 mars, 9 lediga']);
    expect(screen.getByRole('button', { name: 'mån 30 mars, bokat' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'lör 14 mars, stängt' })).toBeTruthy();
  });

  it('lets nobody begin on a day that cannot be had', async () => {
    const user = await openCalendar();
    await user.click(screen.getByRole('button', { name: 'tis 3 mars, för nära' }));
    expect(screen.queryAllByRole('button', { pressed: true })).toEqual([]);
  });
});
