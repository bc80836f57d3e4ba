import { z } from 'zod';
import {
  civilDate,
  flag,
  id,
  idParams,
  line,
  municipalityCode,
  page,
  pageQuery,
  text,
  version,
} from './common.ts';
import { defineRoute } from './route.ts';

/** What everyone may know about the centre, before login too. */
export const centre = z.strictObject({
  name: z.string(),
  product: z.string(),
  email: z.string(),
  phone: z.string(),
  openingHours: z.string(),
  address: z.strictObject({ street: z.string(), postalCode: z.string(), city: z.string() }),
  /** Today's civil date at the centre. */
  today: civilDate,
  /** True where the development identity provider logs people in; the client then says so. */
  developmentLogin: z.boolean(),
});
export type Centre = z.infer<typeof centre>;

export const municipality = z.strictObject({ code: municipalityCode, name: z.string() });
export type Municipality = z.infer<typeof municipality>;

/** Swedish school forms and stages as loans are counted by. */
export const stages = [
  'preschool',
  'preschool_class',
  'grades_1_3',
  'grades_4_6',
  'grades_7_9',
  'upper_secondary',
  'adult',
  'other',
] as const;
export const stage = z.enum(stages);
export type Stage = z.infer<typeof stage>;

export const schoolUnitKinds = ['school', 'preschool', 'other'] as const;

const address = z.strictObject({
  street: text(120),
  postalCode: z.string().regex(/^(\d{3} ?\d{2})?$/, 'not_a_postal_code'),
  city: text(60),
});

export const schoolUnit = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(schoolUnitKinds),
  municipality,
  stages: z.array(stage),
  /** Skolverket's eight digits; the centre's own units (preschools) have none. */
  schoolUnitCode: z.string().optional(),
  address: address.optional(),
  /** Where transports leave boxes: `Vaktmästeriet, port B`. */
  deliveryNote: z.string().optional(),
  active: z.boolean(),
  version,
});
export type SchoolUnit = z.infer<typeof schoolUnit>;

export const schoolUnitChange = z.strictObject({
  name: line(120),
  kind: z.enum(schoolUnitKinds),
  municipalityCode,
  stages: z.array(stage).max(stages.length),
  schoolUnitCode: z
    .string()
    .regex(/^\d{8}$/, 'not_a_school_unit_code')
    .optional(),
  address: address.optional(),
  deliveryNote: text(200).optional(),
  active: z.boolean(),
});
export type SchoolUnitChange = z.infer<typeof schoolUnitChange>;

const period = z.strictObject({ name: line(80), from: civilDate, to: civilDate });

/** Weekdays are ISO's: 1 is Monday. */
const weekdays = z.array(z.int().min(1).max(7)).max(7);

export const calendars = z.strictObject({
  version,
  office: z.strictObject({ openWeekdays: weekdays, closedPeriods: z.array(period) }),
  schoolHolidays: z.array(period),
  /** The weekdays on which the transport runs to each municipality and back. */
  transport: z.array(
    z.strictObject({
      municipalityCode,
      weekdays,
      exceptions: z.array(civilDate),
      departure: z.string().optional(),
    }),
  ),
});
export type Calendars = z.infer<typeof calendars>;

export const getCentre = defineRoute({
  operation: 'getCentre',
  method: 'get',
  path: '/api/centre',
  tag: 'organisation',
  summary: 'Name, contact and today of the centre',
  access: 'public',
  responses: { 200: centre },
});

export const listMunicipalities = defineRoute({
  operation: 'listMunicipalities',
  method: 'get',
  path: '/api/municipalities',
  tag: 'organisation',
  summary: 'The municipalities that the centre serves',
  access: 'public',
  query: z.strictObject(pageQuery),
  responses: { 200: page(municipality) },
});

export const listSchoolUnits = defineRoute({
  operation: 'listSchoolUnits',
  method: 'get',
  path: '/api/school-units',
  tag: 'organisation',
  summary: 'School units by name and municipality',
  access: 'organisation.read',
  query: z.strictObject({
    q: text(100).optional(),
    municipality: municipalityCode.optional(),
    active: flag.optional(),
    ...pageQuery,
  }),
  responses: { 200: page(schoolUnit) },
});

export const getSchoolUnit = defineRoute({
  operation: 'getSchoolUnit',
  method: 'get',
  path: '/api/school-units/{id}',
  tag: 'organisation',
  summary: 'One school unit',
  access: 'organisation.read',
  params: idParams,
  responses: { 200: schoolUnit },
});

export const createSchoolUnit = defineRoute({
  operation: 'createSchoolUnit',
  method: 'post',
  path: '/api/school-units',
  tag: 'organisation',
  summary: 'Add a school unit of the centre’s own, such as a preschool',
  access: 'organisation.manage',
  body: schoolUnitChange,
  responses: { 201: schoolUnit },
});

export const changeSchoolUnit = defineRoute({
  operation: 'changeSchoolUnit',
  method: 'put',
  path: '/api/school-units/{id}',
  tag: 'organisation',
  summary: 'Change a school unit',
  access: 'organisation.manage',
  params: idParams,
  body: schoolUnitChange.extend({ version }),
  responses: { 200: schoolUnit },
});

export const getCalendars = defineRoute({
  operation: 'getCalendars',
  method: 'get',
  path: '/api/calendars',
  tag: 'organisation',
  summary: 'Office days, transport days and school holidays',
  access: 'organisation.read',
  responses: { 200: calendars },
});

export const changeCalendars = defineRoute({
  operation: 'changeCalendars',
  method: 'put',
  path: '/api/calendars',
  tag: 'organisation',
  summary: 'Change office days, transport days and school holidays',
  access: 'organisation.manage',
  body: calendars,
  responses: { 200: calendars },
});
