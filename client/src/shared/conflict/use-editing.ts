import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { type MergedEdits, mergeEdits } from './merge-edits.ts';
import { SomeoneWasFirst } from './someone-was-first.ts';

type Versioned = { version: number };
export type EditConflict<Values> = Pick<MergedEdits<Values>, 'taken' | 'contested'>;

type Editing<Thing extends Versioned, Values> = {
  form: UseFormReturnType<Values>;
  /** The thing when the form was opened; its later versions come through `save`. */
  thing: Thing;
  valuesOf: (thing: Thing) => Values;
  /** Saves from a version. @throws SomeoneWasFirst */
  save: (values: Values, version: number) => Promise<Thing>;
};

/**
 * Saves a form. Where somebody saved first, the two changes are put together in the form, what the person wrote stays, and
 * `conflict` says which fields were taken over and which are contested, until it is saved again.
 */
export function useEditing<Thing extends Versioned, Values extends Record<string, unknown>>({
  form,
  thing,
  valuesOf,
  save,
}: Editing<Thing, Values>) {
  const [base, setBase] = useState(thing);
  const [conflict, setConflict] = useState<EditConflict<Values>>();
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);

  /** @returns the thing as it was saved, or `undefined` where it was not */
  async function submit(values: Values): Promise<Thing | undefined> {
    setSaving(true);
    setError(undefined);
    try {
      const saved = await save(values, base.version);
      setBase(saved);
      setConflict(undefined);
      form.setInitialValues(valuesOf(saved));
      form.setValues(valuesOf(saved));
      return saved;
    } catch (failure) {
      if (failure instanceof SomeoneWasFirst) settle(failure.now as Thing, values);
      else setError(failure);
      return undefined;
    } finally {
      setSaving(false);
    }
  }

  function settle(now: Thing, mine: Values) {
    const merged = mergeEdits({ base: valuesOf(base), mine, theirs: valuesOf(now) });
    form.setValues(merged.values);
    setBase(now);
    setConflict({ taken: merged.taken, contested: merged.contested });
  }

  return { submit, conflict, error, saving, base };
}
