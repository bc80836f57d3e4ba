import {
  errorCodes,
  getMe,
  type Me,
  type Problem,
  type RouteCall,
  type RouteDefinition,
  type RouteResult,
} from '@mediecentral/contracts';
import { addressOf } from './address.ts';
import { CallError, isCallError } from './call-error.ts';
import { csrfToken } from './csrf-token.ts';

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
type Given<Definition extends RouteDefinition> = keyof RouteCall<Definition> extends never
  ? [parts?: Record<string, never>]
  : [parts: RouteCall<Definition>];

/**
 * Calls a route of the api with the parts that its contract declares, and gives its answer.
 * @throws CallError
 */
export async function call<Definition extends RouteDefinition>(
  route: Definition,
  ...[parts]: Given<Definition>
): Promise<RouteResult<Definition>> {
  const given: Parts = parts ?? {};
  const send = () => answerTo(route, given);
  if (route.method === 'get') return (await send()) as RouteResult<Definition>;
  if (csrfToken.get() === undefined) await renewToken();
  try {
    return (await send()) as RouteResult<Definition>;
  } catch (error) {
    // The session was renewed in another tab, and its token with it.
    if (!isCallError(error, 'csrf')) throw error;
    await renewToken();
    return (await send()) as RouteResult<Definition>;
  }
}

/** The address of a file that a route answers with, for a link. */
export function addressOfFile<Definition extends RouteDefinition>(
  route: Definition,
  ...[parts]: Given<Definition>
): string {
  return addressOf(route.path, parts ?? {});
}

async function renewToken(): Promise<void> {
  const { csrfToken: token } = (await answerTo(getMe, {})) as Me;
  csrfToken.set(token);
}

async function answerTo(route: RouteDefinition, { params, query, body }: Parts): Promise<unknown> {
  const token = route.method === 'get' ? undefined : csrfToken.get();
  const response = await reach(
    addressOf(route.path, { ...(params && { params }), ...(query && { query }) }),
    {
      method: route.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-csrf-token': token }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  );
  if (!response.ok) throw await errorOf(response);
  return response.status === 204 ? undefined : response.json();
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch {
    throw new CallError('no_network');
  }
}

/** Something between the api and here, such as a proxy, may answer without a problem document. */
async function errorOf(response: Response): Promise<CallError> {
  const problem = await readProblem(response);
  const code = errorCodes.find((known) => known === problem?.code);
  if (problem && code) return new CallError(code, problem);
  return new CallError([502, 503, 504].includes(response.status) ? 'unavailable' : 'internal');
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return undefined;
  }
}
