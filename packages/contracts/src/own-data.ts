import { defineRoute, empty, file } from './route.ts';

export const downloadOwnData = defineRoute({
  operation: 'downloadOwnData',
  method: 'get',
  path: '/api/me/data',
  tag: 'accounts',
  summary: 'Everything that is kept about oneself, as a JSON file',
  access: 'account.manage',
  responses: { 200: file('application/json') },
});

export const deleteOwnAccount = defineRoute({
  operation: 'deleteOwnAccount',
  method: 'delete',
  path: '/api/me',
  tag: 'accounts',
  summary: 'Delete one’s account and what hangs on it; refused as `in_use` while a loan of one’s own is open',
  access: 'account.manage',
  responses: { 204: empty },
});
