import type { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { permissions } from './access.ts';
import { problem } from './problem.ts';
import type { ResponseDefinition, RouteDefinition } from './route.ts';

function responseOf(definition: ResponseDefinition) {
  if ('empty' in definition) return { description: 'Done' };
  if ('file' in definition) return { description: 'A file', content: { [definition.mediaType]: {} } };
  return { description: 'Done', content: { 'application/json': { schema: definition } } };
}

/** What the table in `access.ts` says of a route, in the words that the document shows. */
function accessOf({ access }: RouteDefinition): Record<string, string> {
  if (access === 'public') return { everyone: 'any' };
  if (access === 'account') return { 'everyone who is logged in': 'own' };
  return permissions[access];
}

function operationOf(route: RouteDefinition): ZodOpenApiOperationObject {
  const responses = Object.fromEntries(
    Object.entries(route.responses).map(([status, definition]) => [status, responseOf(definition)]),
  );
  return {
    operationId: route.operation,
    summary: route.summary,
    tags: [route.tag],
    'x-access': accessOf(route),
    ...(route.access === 'public' ? {} : { security: [{ session: [] }] }),
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
    },
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }
      : {}),
    responses: {
      ...responses,
      default: {
        description: 'An error as RFC 9457 says',
        content: { 'application/problem+json': { schema: problem as z.ZodType } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of these routes. */
export function openApiOf(
  routes: readonly RouteDefinition[],
  information: { title: string; version: string },
) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return createDocument({
    openapi: '3.1.0',
    info: information,
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } } },
  });
}
