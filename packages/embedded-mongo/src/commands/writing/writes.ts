import { bulkWriteCommand } from './bulk-write.ts';
import { deleteCommand } from './delete.ts';
import { findAndModifyCommand } from './find-and-modify.ts';
import { insertCommand } from './insert.ts';
import { updateCommand } from './update.ts';

export const writeCommands = [
  insertCommand,
  updateCommand,
  deleteCommand,
  findAndModifyCommand,
  bulkWriteCommand,
];
