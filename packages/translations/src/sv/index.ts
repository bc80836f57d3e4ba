import { document } from './document.ts';
import { exported } from './export.ts';
import { loan } from './loan.ts';
import { mail } from './mail.ts';
import { queue } from './queue.ts';
import { stage } from './stage.ts';

export const sv = { queue, mail, loan, export: exported, document, stage };
