import { aggregateCommand } from './aggregate.ts';
import { countCommand } from './count.ts';
import { cursorCommands } from './cursors.ts';
import { distinctCommand } from './distinct.ts';
import { explainCommand } from '../explaining/explain.ts';
import { findCommand } from './find.ts';

export const readCommands = [
  findCommand,
  explainCommand,
  aggregateCommand,
  countCommand,
  distinctCommand,
  ...cursorCommands,
];
