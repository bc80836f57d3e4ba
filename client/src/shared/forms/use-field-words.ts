import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { fieldErrors } from './field-errors.ts';

const worded = [
  'empty',
  'too_long',
  'not_a_date',
  'not_an_inventory_number',
  'not_a_postal_code',
  'not_a_school_unit_code',
  'not_an_eppn',
] as const;

/** What is wrong with each field, in words to stand beneath it. */
export function useFieldWords() {
  const { t } = useTranslation();
  return (schema: z.ZodType, value: unknown): Record<string, string> =>
    Object.fromEntries(
      Object.entries(fieldErrors(schema, value)).map(([field, code]) => [
        field,
        t(`staff.field.${worded.find((known) => known === code) ?? 'invalid'}`),
      ]),
    );
}
