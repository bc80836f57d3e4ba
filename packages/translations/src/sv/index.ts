import { stage } from './stage.ts';

export const sv = { stage };
