import type { Calendars } from '@mediecentral/contracts';
import { CalendarsModel, CentreModel, type CentreSettings } from './settings.model.ts';

/** Until somebody has filled in the centre's own. */
const blankCentre: CentreSettings = {
  name: 'Mediecentralen',
  product: 'Mediecentral',
  email: '',
  phone: '',
  openingHours: '',
  address: { street: '', postalCode: '', city: '' },
};

const blankCalendars: Calendars = {
  version: 0,
  office: { openWeekdays: [1, 2, 3, 4, 5], closedPeriods: [] },
  schoolHolidays: [],
  transport: [],
};

export async function readCentre(): Promise<CentreSettings> {
  const record = await CentreModel.findById('centre', { _id: 0, borrowersKeptMonths: 0 }).lean();
  return record?.name === undefined ? blankCentre : record;
}

/** Until the centre has chosen. */
const borrowersKeptAtFirst = 12;

/** How many calendar months after its end a loan has a borrower. */
export async function readBorrowersKept(): Promise<number> {
  const record = await CentreModel.findById('centre', { borrowersKeptMonths: 1 }).lean();
  return record?.borrowersKeptMonths ?? borrowersKeptAtFirst;
}

export async function saveBorrowersKept(months: number): Promise<void> {
  await CentreModel.updateOne({ _id: 'centre' }, { $set: { borrowersKeptMonths: months } }, { upsert: true });
}

export async function saveCentre(settings: CentreSettings): Promise<void> {
  await CentreModel.updateOne({ _id: 'centre' }, { $set: settings }, { upsert: true });
}

/** Version 0 is a calendar that nobody has changed yet: Monday to Friday, and no transport. */
export async function readCalendars(): Promise<Calendars> {
  const record = await CalendarsModel.findById('calendars', { _id: 0 }).lean();
  return record ?? blankCalendars;
}

/** Replaces the calendars if they are still at the version they name; undefined when somebody was first. */
export async function replaceCalendars({ version, ...calendars }: Calendars): Promise<Calendars | undefined> {
  const change = { $set: calendars, $inc: { version: 1 } };
  try {
    const record = await CalendarsModel.findOneAndUpdate({ _id: 'calendars', version }, change, {
      upsert: version === 0,
      returnDocument: 'after',
      projection: { _id: 0 },
    }).lean();
    return record ?? undefined;
  } catch (error) {
    // The first calendars of two people at once: the second one's upsert meets the first one's document.
    if ((error as { code?: number }).code === 11_000) return undefined;
    throw error;
  }
}

/** Sets the calendars whatever they were. */
export async function saveCalendars(calendars: Omit<Calendars, 'version'>): Promise<void> {
  await CalendarsModel.updateOne(
    { _id: 'calendars' },
    { $set: calendars, $inc: { version: 1 } },
    { upsert: true },
  );
}
