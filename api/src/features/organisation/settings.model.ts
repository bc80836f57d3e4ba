import type { Calendars, Centre } from '@mediecentral/contracts';
import { model, Schema } from 'mongoose';

/** What a centre says of itself; the rest of `Centre` is known when asked. */
export type CentreSettings = Omit<Centre, 'today' | 'developmentLogin'>;

type CentreRecord = CentreSettings & {
  _id: 'centre';
  /** How many calendar months after its end a loan has a borrower. */
  borrowersKeptMonths?: number;
};

const centreSchema = new Schema<CentreRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    product: { type: String, required: true },
    email: { type: String, default: '' },
    phone: { type: String, default: '' },
    openingHours: { type: String, default: '' },
    address: {
      type: new Schema({ street: String, postalCode: String, city: String }, { _id: false }),
      required: true,
    },
    borrowersKeptMonths: { type: Number },
  },
  { collection: 'centre', versionKey: false },
);

/** The one document of this collection. */
export const CentreModel = model('Centre', centreSchema);

const periodSchema = new Schema({ name: String, from: String, to: String }, { _id: false });
const transportSchema = new Schema(
  { municipalityCode: String, weekdays: [Number], exceptions: [String], departure: String },
  { _id: false },
);

const calendarsSchema = new Schema<Calendars & { _id: 'calendars' }>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    office: {
      type: new Schema({ openWeekdays: [Number], closedPeriods: [periodSchema] }, { _id: false }),
      required: true,
    },
    schoolHolidays: { type: [periodSchema], required: true },
    transport: { type: [transportSchema], required: true },
  },
  { collection: 'calendars', versionKey: false },
);

/** The one document of this collection. */
export const CalendarsModel = model('Calendars', calendarsSchema);
