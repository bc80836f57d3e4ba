import { resources } from '@mediecentral/translations';
import { useTranslation } from 'react-i18next';

const { did, kind: kinds } = resources.sv.translation.audit;

type Did = typeof did;
type Kind = keyof typeof kinds;
type Worded = { [Group in keyof Did]: `${Group}.${keyof Did[Group] & string}` }[keyof Did];

/** Every action that has words, by what it is done to. */
export const wordedActions: readonly { group: string; actions: readonly string[] }[] = Object.entries(
  did,
).map(([group, verbs]) => ({ group, actions: Object.keys(verbs).map((verb) => `${group}.${verb}`) }));

export const wordedKinds: readonly string[] = Object.keys(kinds);

const hasWords = (action: string): action is Worded =>
  wordedActions.some(({ actions }) => actions.includes(action));
const isKind = (kind: string): kind is Kind => wordedKinds.includes(kind);

/** Actions and subjects in words; what a newer api has done and this page does not know, as the log has it. */
export function useAuditWords() {
  const { t } = useTranslation();
  return {
    kind: (kind: string): string => (isKind(kind) ? t(`audit.kind.${kind}`) : kind),
    did: (action: string): string => (hasWords(action) ? t(`audit.did.${action}`) : action),
  };
}
