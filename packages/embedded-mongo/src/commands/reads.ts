import { countCommand } from './count.ts';
import { cursorCommands } from './cursors.ts';
import { distinctCommand } from './distinct.ts';
import { findCommand } from './find.ts';

export const readCommands = [findCommand, countCommand, distinctCommand, ...cursorCommands];
