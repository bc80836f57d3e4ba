/** Where the register is kept in the cache of answers. */
export const registerKey = ['register'] as const;
