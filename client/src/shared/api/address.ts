type Values = Readonly<Record<string, unknown>>;

const written = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** A route's address with its `{parameters}` filled in and its query behind; absent values are left out. */
export function addressOf(
  path: string,
  { params = {}, query = {} }: { params?: Values; query?: Values },
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(written(params[name]) ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = written(value);
    if (text !== undefined) search.set(name, text);
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
