import { stage } from './stage.ts';

export const en = { stage };
