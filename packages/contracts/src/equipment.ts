import { z } from 'zod';
import { civilDate, flag, id, idParams, instant, line, page, pageQuery, text, version } from './common.ts';
import { stage } from './organisation.ts';
import { defineRoute } from './route.ts';

export const equipmentCategories = [
  'tablets',
  'robots',
  'programming',
  'film_and_sound',
  'making',
  'accessories',
] as const;
export const equipmentCategory = z.enum(equipmentCategories);
export type EquipmentCategory = z.infer<typeof equipmentCategory>;

const link = z.strictObject({ title: line(120), url: z.url({ protocol: /^https?$/ }).max(500) });

const modelFields = {
  name: line(80),
  category: equipmentCategory,
  /** One sentence for lists. */
  summary: text(160),
  description: text(4000),
  /** A key of the drawings that the client ships. */
  drawing: z.string().regex(/^[a-z0-9-]{1,40}$/, 'not_a_drawing'),
  stages: z.array(stage),
  subjects: z.array(line(60)).max(20),
  /** How many pupils share one: `2–3 elever per robot`. */
  groupSize: text(80).optional(),
  /** What comes along with each unit. */
  contents: z.array(line(120)).max(40),
  links: z.array(link).max(20),
  /** Where it stands in the store: `B1`. */
  shelf: text(20),
  /** What a replacement costs, in öre. */
  replacementValue: z.int().min(0).max(100_000_000),
  /** The longest loan, in calendar days. */
  maxDays: z.int().min(1).max(365),
  /** The most units in one loan. */
  maxQuantity: z.int().min(1).max(1000),
  /** Open days that the centre needs before a loan goes out. */
  leadDays: z.int().min(0).max(60),
  /** Open days that the centre needs to check and charge what came back. */
  turnaroundDays: z.int().min(0).max(60),
  /** The staff come along and set it up (3D printers). */
  installation: z.boolean(),
  active: z.boolean(),
};

export const equipmentModelChange = z.strictObject(modelFields);
export type EquipmentModelChange = z.infer<typeof equipmentModelChange>;

export const equipmentModel = z.strictObject({
  id,
  ...modelFields,
  /** Units that exist and are not lost or retired. */
  total: z.int().min(0),
  version,
});
export type EquipmentModel = z.infer<typeof equipmentModel>;

/** In lists: with how many are free over the asked period, where one was asked for. */
export const listedEquipmentModel = equipmentModel.extend({
  free: z.int().min(0).optional(),
  /** Where none are free over the asked period: the nearest one of the same length. */
  nearest: z.strictObject({ from: civilDate, to: civilDate }).optional(),
});
export type ListedEquipmentModel = z.infer<typeof listedEquipmentModel>;

/** Why nothing can be had on a day; a day with `free` 0 and no reason does not occur. */
export const dayReason = z.enum(['booked', 'closed', 'too_soon', 'past']);

export const availability = z.strictObject({
  modelId: id,
  total: z.int().min(0),
  maxDays: z.int(),
  maxQuantity: z.int(),
  /** The first day at school that the lead time allows. */
  earliest: civilDate,
  days: z.array(
    z.strictObject({
      date: civilDate,
      /** Units free on the day, counted with the transit and turnaround of a loan of that day alone. */
      free: z.int().min(0),
      /** Present where no loan can begin or end on the day. */
      reason: dayReason.optional(),
    }),
  ),
});
export type Availability = z.infer<typeof availability>;

export const unitStates = ['available', 'repair', 'lost', 'retired'] as const;
export const unitState = z.enum(unitStates);
export type UnitState = z.infer<typeof unitState>;

const unitFields = {
  inventoryNumber: z.string().regex(/^[A-ZÅÄÖ0-9][A-ZÅÄÖ0-9-]{0,29}$/, 'not_an_inventory_number'),
  /** What a scanner reads where it is not the inventory number. */
  barcode: z.string().trim().min(1).max(60).optional(),
  serial: text(80).optional(),
  condition: text(500),
  purchasedOn: civilDate.optional(),
  /** In öre. */
  purchasePrice: z.int().min(0).max(100_000_000).optional(),
};

export const unit = z.strictObject({
  id,
  modelId: id,
  modelName: z.string(),
  shelf: z.string(),
  ...unitFields,
  state: unitState,
  /** The loan that has the unit now. */
  loan: z.strictObject({ id, reference: z.string() }).optional(),
  history: z.array(
    z.strictObject({
      at: instant,
      by: z.string().optional(),
      kind: z.enum(['added', 'changed', 'state', 'packed', 'returned']),
      state: unitState.optional(),
      note: z.string().optional(),
      loan: z.strictObject({ id, reference: z.string() }).optional(),
    }),
  ),
  version,
});
export type Unit = z.infer<typeof unit>;

/** A loan that no longer fits because units broke, were lost or retired. */
export const loanInDanger = z.strictObject({
  loanId: id,
  reference: z.string(),
  from: civilDate,
  missing: z.int(),
});
export type LoanInDanger = z.infer<typeof loanInDanger>;

export const listEquipmentModels = defineRoute({
  operation: 'listEquipmentModels',
  method: 'get',
  path: '/api/equipment-models',
  tag: 'equipment',
  summary: 'What can be borrowed, and how many are free over a period',
  access: 'equipment.read',
  query: z.strictObject({
    q: text(100).optional(),
    category: equipmentCategory.optional(),
    /** Only for staff: the inactive ones too. */
    inactive: flag.optional(),
    from: civilDate.optional(),
    to: civilDate.optional(),
    ...pageQuery,
  }),
  responses: { 200: page(listedEquipmentModel) },
});

export const getEquipmentModel = defineRoute({
  operation: 'getEquipmentModel',
  method: 'get',
  path: '/api/equipment-models/{id}',
  tag: 'equipment',
  summary: 'One model',
  access: 'equipment.read',
  params: idParams,
  responses: { 200: equipmentModel },
});

export const getAvailability = defineRoute({
  operation: 'getAvailability',
  method: 'get',
  path: '/api/equipment-models/{id}/availability',
  tag: 'equipment',
  summary: 'How many are free, day by day, and why not; at most 370 days',
  access: 'equipment.read',
  params: idParams,
  query: z.strictObject({ from: civilDate, to: civilDate }),
  responses: { 200: availability },
});

export const createEquipmentModel = defineRoute({
  operation: 'createEquipmentModel',
  method: 'post',
  path: '/api/equipment-models',
  tag: 'equipment',
  summary: 'Add a model',
  access: 'equipment.manage',
  body: equipmentModelChange,
  responses: { 201: equipmentModel },
});

export const changeEquipmentModel = defineRoute({
  operation: 'changeEquipmentModel',
  method: 'put',
  path: '/api/equipment-models/{id}',
  tag: 'equipment',
  summary: 'Change a model',
  access: 'equipment.manage',
  params: idParams,
  body: equipmentModelChange.extend({ version }),
  responses: { 200: equipmentModel },
});

export const listUnits = defineRoute({
  operation: 'listUnits',
  method: 'get',
  path: '/api/units',
  tag: 'equipment',
  summary: 'Units by model, state, inventory number or barcode',
  access: 'equipment.manage',
  query: z.strictObject({
    modelId: id.optional(),
    state: unitState.optional(),
    /** The beginning of an inventory number, or a whole barcode or serial. */
    q: text(60).optional(),
    ...pageQuery,
  }),
  responses: { 200: page(unit) },
});

export const getUnit = defineRoute({
  operation: 'getUnit',
  method: 'get',
  path: '/api/units/{id}',
  tag: 'equipment',
  summary: 'One unit with its history',
  access: 'equipment.manage',
  params: idParams,
  responses: { 200: unit },
});

export const createUnit = defineRoute({
  operation: 'createUnit',
  method: 'post',
  path: '/api/units',
  tag: 'equipment',
  summary: 'Add a unit of a model',
  access: 'equipment.manage',
  body: z.strictObject({ modelId: id, ...unitFields }),
  responses: { 201: unit },
});

export const changeUnit = defineRoute({
  operation: 'changeUnit',
  method: 'put',
  path: '/api/units/{id}',
  tag: 'equipment',
  summary: 'Change what is known of a unit',
  access: 'equipment.manage',
  params: idParams,
  body: z.strictObject({ ...unitFields, version }),
  responses: { 200: unit },
});

export const setUnitState = defineRoute({
  operation: 'setUnitState',
  method: 'post',
  path: '/api/units/{id}/state',
  tag: 'equipment',
  summary: 'Send to repair, write off as lost, retire, or take back into use',
  access: 'equipment.manage',
  params: idParams,
  body: z.strictObject({
    version,
    state: unitState,
    note: text(500),
    /** For repairs: the day it is expected back; without one it is away until it is taken back. */
    until: civilDate.optional(),
  }),
  responses: { 200: z.strictObject({ unit, inDanger: z.array(loanInDanger) }) },
});
