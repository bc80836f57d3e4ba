import { z } from 'zod';
import { civilDate, flag, id, idParams, municipalityCode, page, pageQuery, text } from './common.ts';
import { listedLoan, loan, loanState } from './loan.ts';
import { defineRoute, file } from './route.ts';

export const listLoans = defineRoute({
  operation: 'listLoans',
  method: 'get',
  path: '/api/loans',
  tag: 'loans',
  summary: 'Loans, newest first; a borrower sees those of their own school',
  access: 'loans.read',
  query: z.strictObject({
    /** Only those of the person who asks. */
    mine: flag.optional(),
    /** Not closed, rejected or cancelled. */
    open: flag.optional(),
    state: loanState.optional(),
    overdue: flag.optional(),
    municipality: municipalityCode.optional(),
    schoolUnitId: id.optional(),
    modelId: id.optional(),
    /** Loans at school on any day of the period. */
    from: civilDate.optional(),
    to: civilDate.optional(),
    /** A reference, or the beginning of one; or of a school's name. */
    q: text(60).optional(),
    ...pageQuery,
  }),
  responses: { 200: page(listedLoan) },
});

export const getLoan = defineRoute({
  operation: 'getLoan',
  method: 'get',
  path: '/api/loans/{id}',
  tag: 'loans',
  summary: 'One loan with what has happened to it',
  access: 'loans.read',
  params: idParams,
  responses: { 200: loan },
});

export const getLoanCalendar = defineRoute({
  operation: 'getLoanCalendar',
  method: 'get',
  path: '/api/loans/{id}/calendar.ics',
  tag: 'loans',
  summary: 'The loan’s days for one’s own calendar',
  access: 'loans.read',
  params: idParams,
  responses: { 200: file('text/calendar; charset=utf-8') },
});

export const getPackingList = defineRoute({
  operation: 'getPackingList',
  method: 'get',
  path: '/api/loans/{id}/packing-list.pdf',
  tag: 'loans',
  summary: 'Packing list to lie in the box',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: file('application/pdf') },
});

export const getLabels = defineRoute({
  operation: 'getLabels',
  method: 'get',
  path: '/api/loans/{id}/labels.pdf',
  tag: 'loans',
  summary: 'Address labels out and back, with QR codes',
  access: 'loans.handle',
  params: idParams,
  responses: { 200: file('application/pdf') },
});
