/** Metadata that cannot be used; the message says why, in English, for an administrator. */
export class MetadataError extends Error {
  override readonly name = 'MetadataError';
}
