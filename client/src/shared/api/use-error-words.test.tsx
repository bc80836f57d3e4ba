import { errorCodes } from '@mediecentral/contracts';
import { languages, resources } from '@mediecentral/translations';
import { screen } from '@testing-library/react';
import { problem, usualAnswer } from '../../testing/answers.ts';
import { answerWith, renderPage } from '../../testing/render-page.tsx';
import { CallError } from './call-error.ts';
import { useErrorWords } from './use-error-words.ts';

function Words({ error }: { error: unknown }) {
  const { sentence, reference } = useErrorWords()(error);
  return (
    <>
      <p>{sentence}</p>
      <p>{reference}</p>
    </>
  );
}

describe('an error', () => {
  it('has a sentence in both languages, whatever its code', () => {
    for (const language of languages) {
      const sentences = resources[language].translation.error;
      const missing = [...errorCodes, 'no_network' as const].filter((code) => !sentences[code]);
      expect(missing).toEqual([]);
    }
  });

  it('says the first day that can be had, in the words of a calendar', async () => {
    renderPage(<Words error={new CallError('too_soon', { earliest: '2026-03-09' })} />, {
      answers: usualAnswer,
    });
    expect(await screen.findByText('För nära. Första dag som går att få är mån 9 mars.')).toBeTruthy();
  });

  it('has the number to give the centre only when the fault is ours', async () => {
    renderPage(<Words error={new CallError('internal', { requestId: 'R-17' })} />, { answers: usualAnswer });
    expect(await screen.findByText('Nummer R-17, om du hör av dig.')).toBeTruthy();
  });

  it('is ours when it is no error of the api at all', async () => {
    renderPage(<Words error={new Error('undefined is not a function')} />, { answers: usualAnswer });
    expect(await screen.findByText('Det gick inte. Felet är vårt, inte ditt. Försök igen.')).toBeTruthy();
    expect(answerWith(() => problem('internal', 500))).toEqual([]);
  });
});
