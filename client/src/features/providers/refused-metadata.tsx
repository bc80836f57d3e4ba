import { Text } from '@mantine/core';
import { isCallError } from '../../shared/api/call-error.ts';
import { ErrorState } from '../../shared/ui/index.ts';

/** Why metadata was not taken; the reason is for whoever made it, and in English as its software is. */
export function RefusedMetadata({ error }: { error: unknown }) {
  return (
    <ErrorState error={error} inline>
      {isCallError(error, 'metadata_refused') && (
        <Text size="sm" lang="en">
          {error.message}
        </Text>
      )}
    </ErrorState>
  );
}
