import { z } from 'zod';
import * as contracts from './index.ts';
import { openApiOf, permissions, reachOf, type RouteDefinition, roles } from './index.ts';

const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === 'object' && value !== null && 'operation' in value && 'path' in value;
const exported: readonly unknown[] = Object.values(contracts);
const routes = exported.filter(isRoute);
const each = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('the routes', () => {
  it('are each one of a kind, by operation and by method and path', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
    expect(new Set(each.map(([key]) => key)).size).toBe(routes.length);
  });

  it.each(each)('%s declares exactly the parameters of its path', (_key, { path, params }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    expect(new Set(Object.keys(params?.shape ?? {}))).toEqual(new Set(inPath));
  });

  it.each(each.filter(([, { method }]) => method === 'get'))('%s takes no body', (_key, { body }) => {
    expect(body).toBeUndefined();
  });

  it.each(each.filter(([, { body }]) => body instanceof z.ZodObject))(
    '%s refuses a field that nobody has named',
    (_key, { body }) => {
      const result = body?.safeParse({ $where: 'sleep(1000)' });
      expect(result?.error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
    },
  );

  it.each(each.filter(([, { responses }]) => hasItems(responses)))(
    '%s is a list that is paged',
    (_key, { query }) => {
      expect(Object.keys(query?.shape ?? {})).toEqual(expect.arrayContaining(['after', 'limit']));
    },
  );
});

function hasItems(responses: RouteDefinition['responses']): boolean {
  return Object.values(responses).some(
    (response) => response instanceof z.ZodObject && 'items' in response.shape && 'total' in response.shape,
  );
}

describe('the OpenAPI document', () => {
  const document = openApiOf(routes, { title: 'Mediecentral', version: '1' });

  it('describes every route with who may call it and how it fails', () => {
    for (const { path, method, operation } of routes) {
      const described = document.paths?.[path]?.[method];
      expect(described?.operationId).toBe(operation);
      expect(described).toHaveProperty('x-access');
      expect(described?.responses?.['default']).toHaveProperty(['content', 'application/problem+json']);
    }
  });
});

describe('the table of who may do what', () => {
  it('lets pupils look after their own account and nothing else', () => {
    const allowed = Object.keys(permissions).filter((action) => reachOf('pupil', action as contracts.Action));
    expect(allowed).toEqual(['account.manage']);
  });

  it('keeps teachers to their own school wherever loans are concerned', () => {
    for (const action of ['loans.read', 'loans.book', 'loans.cancel', 'loans.confirm_receipt'] as const)
      expect(reachOf('teacher', action)).toBe('school');
    expect(reachOf('teacher', 'loans.handle')).toBeUndefined();
  });

  it('lets an administrator do whatever somebody else may', () => {
    const allowed = (Object.keys(permissions) as contracts.Action[]).filter((action) =>
      roles.some((role) => reachOf(role, action)),
    );
    expect(allowed.filter((action) => !reachOf('admin', action))).toEqual([]);
  });
});
