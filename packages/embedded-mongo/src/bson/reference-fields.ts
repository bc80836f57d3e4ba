/** Names in a reference to another document (DBRef): the only ones in a path that begin with a dollar sign. */
export const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['$ref', '$id', '$db']);
