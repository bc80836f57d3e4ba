import { auditActions, auditSubjects } from '@mediecentral/contracts';
import { languages } from '@mediecentral/translations';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '../../shared/i18n/i18n.ts';
import { useAuditWords, wordedActions } from './use-audit-words.ts';

const within = ({ children }: { children: ReactNode }) => (
  <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
);

afterAll(() => i18n.changeLanguage('sv'));

describe.each(languages)('the words of the log in %s', (language) => {
  it('say everything that the api writes, and of what', async () => {
    await i18n.changeLanguage(language);
    const { did, kind } = renderHook(useAuditWords, { wrapper: within }).result.current;
    expect(auditActions.filter((action) => did(action) === action)).toEqual([]);
    expect(auditSubjects.filter((subject) => kind(subject) === subject)).toEqual([]);
    expect(wordedActions.filter(({ group }) => kind(group) === group)).toEqual([]);
  });

  it('have no word for what is never written', () => {
    const written = new Set<string>(auditActions);
    expect(wordedActions.flatMap(({ actions }) => actions.filter((action) => !written.has(action)))).toEqual(
      [],
    );
  });
});
