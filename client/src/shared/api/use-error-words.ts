import { useTranslation } from 'react-i18next';
import { useDateFormats } from '../formatting/use-date-formats.ts';
import { CallError } from './call-error.ts';

/** `sentence`: what happened and what to do; `reference`: the number to tell the centre, where that helps. */
export type ErrorWords = { sentence: string; reference?: string };

const ours = new Set<string>(['internal', 'unavailable', 'invalid_request', 'malformed_json']);

/** Words for a teacher, by the error's code. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const { t } = useTranslation();
  const dates = useDateFormats();
  return (error) => {
    const { code, earliest, limit, requestId } =
      error instanceof CallError ? error : new CallError('internal');
    const sentence = t(`error.${code}`, { date: earliest ? dates.day(earliest) : '', limit: limit ?? '' });
    return ours.has(code) && requestId
      ? { sentence, reference: t('error.reference', { number: requestId }) }
      : { sentence };
  };
}
