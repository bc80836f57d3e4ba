import { rawFields } from '../../storage/raw-fields.ts';
import { textOf } from '../fields.ts';

/** What the client calls itself in the document that its first `hello` brings. */
export function applicationNameIn(metadata: Buffer): string | undefined {
  for (const [name, field] of rawFields(metadata)) {
    if (name !== 'application' || field.type !== 3) continue;
    for (const [key, value] of rawFields(field.bytes)) {
      if (key === 'name' && value.type === 2) return textOf(value);
    }
  }
  return undefined;
}

/** What a connection is called where operations are shown. */
export function connectionName({ id }: { readonly id: number }): string {
  return `conn${id}`;
}
