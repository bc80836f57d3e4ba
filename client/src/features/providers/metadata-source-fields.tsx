import { FileInput, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FederationChoice } from './federation-choice.tsx';
import { type SourceKind, type SourceValues } from './metadata-source.ts';

type Properties = {
  kinds: readonly SourceKind[];
  value: SourceValues;
  onChange: (value: SourceValues) => void;
};

/** A file, pasted text, an address, or a choice from the federation: where a provider says what it is. */
export function MetadataSourceFields({ kinds, value, onChange }: Properties) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const set = (changed: Partial<SourceValues>) => onChange({ ...value, ...changed });
  async function read(chosen: File | null) {
    setFile(chosen);
    set({ xml: chosen ? await chosen.text() : '' });
  }
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('providers.source.label')}
        value={value.kind}
        data={kinds.map((kind) => ({ value: kind, label: t(`providers.source.${kind}`) }))}
        onChange={(kind) => set({ kind: kinds.find((known) => known === kind) ?? 'file' })}
      />
      {value.kind === 'file' && (
        <>
          <FileInput
            size="md"
            label={t('providers.source.chooseFile')}
            placeholder={t('providers.source.fileHint')}
            accept=".xml,application/samlmetadata+xml,application/xml,text/xml"
            leftSection={<IconFileUpload size={20} stroke={1.9} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': t('action.clear') }}
            value={file}
            onChange={(chosen) => void read(chosen)}
          />
          <Textarea
            label={t('providers.source.paste')}
            autosize
            minRows={4}
            maxRows={10}
            spellCheck={false}
            value={value.xml}
            onChange={(event) => set({ xml: event.currentTarget.value })}
          />
        </>
      )}
      {value.kind === 'address' && (
        <TextInput
          type="url"
          label={t('providers.source.url')}
          description={t('providers.source.urlText')}
          placeholder="https://idp.exempel.se/metadata"
          value={value.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
      )}
      {value.kind === 'federation' && (
        <FederationChoice value={value.entityId} onChange={(entityId) => set({ entityId })} />
      )}
    </Stack>
  );
}
