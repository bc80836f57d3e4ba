import { ObjectId } from 'bson';
import { fieldName, Row } from '../row.ts';

const ID = fieldName('_id');

/** The row with an `_id`, which is a new one in front if it has none. */
export function withId(row: Row): Row {
  if (row.get(ID) !== undefined) return row;
  const fields = row.toMap();
  return Row.of(new Map([['_id', new ObjectId()], ...fields]));
}
