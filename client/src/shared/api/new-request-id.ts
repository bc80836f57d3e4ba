/** A name for one request that may be sent twice. `crypto.randomUUID` is missing where a school's network has no HTTPS. */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
