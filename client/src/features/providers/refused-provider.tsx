import { Text } from '@mantine/core';
import { isCallError } from '../../shared/api/call-error.ts';
import { ErrorState } from '../../shared/ui/index.ts';

/** Why a provider was not taken; the reason is for whoever made its metadata, and in English as its software is. */
export function RefusedProvider({ error }: { error: unknown }) {
  const isUnusable =
    isCallError(error, 'invalid_request') && error.fields.some(({ code }) => code === 'not_usable');
  return (
    <ErrorState error={error} inline>
      {(isCallError(error, 'metadata_refused') || isUnusable) && (
        <Text size="sm" lang="en">
          {error.message}
        </Text>
      )}
    </ErrorState>
  );
}
