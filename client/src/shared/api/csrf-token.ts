let token: string | undefined;

/** The token of this session that every change carries; `/api/me` gives it. */
export const csrfToken = {
  get: () => token,
  set(value: string | undefined) {
    token = value;
  },
};
