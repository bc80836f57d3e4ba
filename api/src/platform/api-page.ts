import { createHash } from 'node:crypto';
import type { Access, RouteDefinition } from '@mediecentral/contracts';
import { permissions } from '@mediecentral/contracts';
import type { RequestHandler } from 'express';
import { z } from 'zod';

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #18211E; background: #F5F4F0 }
code { font-size: 0.95em } summary { cursor: pointer; padding: 0.35rem 0 } details { border-top: 1px solid #DDD8CB }
b { display: inline-block; min-width: 4rem } pre { background: #FFF; padding: 1rem; overflow: auto } a { color: #134333 }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** A page for people that describes every route from its contract; `GET /api/openapi.json` is the same for programs. */
export function apiPage(definitions: readonly RouteDefinition[]): RequestHandler {
  const page = document(definitions);
  return (_request, response) => {
    response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${styleHash}'`);
    response.type('html').send(page);
  };
}

function document(definitions: readonly RouteDefinition[]): string {
  const tags = [...new Set(definitions.map(({ tag }) => tag))].toSorted();
  const sections = tags.map((tag) => {
    const routes = definitions.filter((definition) => definition.tag === tag);
    return `<section><h2>${escaped(tag)}</h2>${routes.map(describe).join('')}</section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mediecentral: the HTTP interface</title><style>${style}</style></head><body><main><h1>The HTTP interface</h1>
<p>Made from the contracts. For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Errors are RFC 9457 problem documents;
changes carry the token of <code>GET /api/me</code> in <code>X-CSRF-Token</code>; lists are paged by <code>after</code>.</p>
${sections.join('')}</main></body></html>`;
}

function describe({ method, path, summary, access, query, body, responses }: RouteDefinition): string {
  const [answer] = Object.values(responses);
  const parts = [
    ['Query', query],
    ['Body', body],
    ['Answer', answer instanceof z.ZodType ? answer : undefined],
  ] as const;
  const schemas = parts.map(([name, schema]) =>
    schema ? `<h3>${name}</h3><pre>${schemaText(schema)}</pre>` : '',
  );
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(summary)}</summary>
<p>May be called by: ${escaped(whoMay(access))}</p>${schemas.join('')}</details>`;
}

function whoMay(access: Access): string {
  if (access === 'public') return 'everyone';
  if (access === 'account') return 'everyone who is logged in';
  return Object.entries(permissions[access])
    .map(([role, reach]) => (reach === 'any' ? role : `${role} (${reach})`))
    .join(', ');
}

const schemaText = (schema: z.ZodType) =>
  escaped(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), undefined, 2));

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
