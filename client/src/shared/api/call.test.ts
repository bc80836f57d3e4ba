import { bookLoan, getCentre, getLoan, listLoans, logout } from '@mediecentral/contracts';
import { centre, idOf, problem, teacher } from '../../testing/answers.ts';
import { answerWith } from '../../testing/render-page.tsx';
import { call } from './call.ts';
import { CallError } from './call-error.ts';
import { csrfToken } from './csrf-token.ts';

const me = (token: string) => ({ body: { account: teacher, csrfToken: token } });

beforeEach(() => csrfToken.set(undefined));

describe('a call', () => {
  it('fills in the address and leaves out what is not asked', async () => {
    const sent = answerWith(() => ({ body: { items: [], total: 0 } }));
    await call(listLoans, {
      query: { open: 'true', limit: 30 },
    });
    await call(getLoan, { params: { id: idOf(5) } });
    expect(sent.map(({ path, query }) => `${path}?${query}`)).toEqual([
      '/api/loans?open=true&limit=30',
      `/api/loans/${idOf(5)}?`,
    ]);
  });

  it('that changes something asks for its token first, and once more when the token has become old', async () => {
    let token = 'first';
    const sent = answerWith(({ path }) => {
      if (path === '/api/me') return me(token);
      if (token === 'first') {
        token = 'second';
        return problem('csrf', 403);
      }
      return { status: 204 };
    });
    await call(logout);
    expect(sent.map(({ path }) => path)).toEqual(['/api/me', '/api/logout', '/api/me', '/api/logout']);
    expect(csrfToken.get()).toBe('second');
  });

  it('that is refused says by its code why, with what is free', async () => {
    const lines = [{ modelId: idOf(1), asked: 6, free: 4, nearest: [] }];
    answerWith(({ path }) => (path === '/api/me' ? me('token') : problem('not_available', 409, { lines })));
    const body = {
      requestId: 'request-1',
      schoolUnitId: idOf(1),
      from: '',
      to: '',
      lines: [],
      delivery: 'post' as const,
    };
    await expect(call(bookLoan, { body })).rejects.toMatchObject({
      code: 'not_available',
      lines,
      requestId: 'R-17',
    });
  });

  it('knows a broken connection and a proxy that answers instead of the api', async () => {
    answerWith(() => undefined);
    await expect(call(getCentre)).rejects.toEqual(new CallError('no_network'));
    answerWith(() => ({ status: 502, body: '<html>' }));
    await expect(call(getCentre)).rejects.toMatchObject({ code: 'unavailable' });
    answerWith(() => ({ body: centre }));
    await expect(call(getCentre)).resolves.toEqual(centre);
  });
});
