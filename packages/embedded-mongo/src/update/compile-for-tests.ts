import { raw } from '../bson/arbitrary.ts';
import { elementAt } from '../storage/raw-fields.ts';
import { compileUpdate, type Update, type UpdateOptions } from './update.ts';

export interface Options {
  filter?: object;
  arrayFilters?: object[];
  multi?: boolean;
}

/** An update of plain objects, compiled. */
export function compile(update: object, { arrayFilters = [], multi }: Options = {}): Update {
  const options: UpdateOptions = { arrayFilters: arrayFilters.map(raw), multi };
  const request = raw({ update });
  const [{ type, start, end }] = elementAt(request, 4);
  return compileUpdate({ type, bytes: request.subarray(start, end) }, options);
}
