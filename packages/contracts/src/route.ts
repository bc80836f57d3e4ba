import type { z } from 'zod';
import type { Action } from './access.ts';

/** Who may call a route: anyone, anyone who is logged in, or whoever the table in `access.ts` allows the action. */
export type Access = 'public' | 'account' | Action;

/** A response that is a file, not JSON; `mediaType` as sent in `Content-Type`. */
export type FileResponse = { readonly file: true; readonly mediaType: string };
/** A response without a body (204, or a redirect). */
export type EmptyResponse = { readonly empty: true };
export type ResponseDefinition = z.ZodType | FileResponse | EmptyResponse;

export const file = (mediaType: string): FileResponse => ({ file: true, mediaType });
export const empty: EmptyResponse = { empty: true };

export type RouteDefinition = {
  /** OpenAPI's `operationId`: a verb and its object, unique over all routes. */
  readonly operation: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI's form: `/api/loans/{id}`. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** By status; the first one is what the client expects. */
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
};

/**
 * Declares one HTTP route: the api parses, authorises and answers by it, the client calls by it, and the OpenAPI
 * document is made of it. Objects are strict: a field that is not named is refused.
 */
export function defineRoute<const Definition extends RouteDefinition>(definition: Definition): Definition {
  return definition;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Part<Definition, Key extends string> = Definition extends Record<Key, infer Schema> ? Schema : undefined;

/** What a handler gets once the request has been parsed. */
export type RouteInput<Definition extends RouteDefinition> = {
  params: Parsed<Part<Definition, 'params'>>;
  query: Parsed<Part<Definition, 'query'>>;
  body: Parsed<Part<Definition, 'body'>>;
};

type WithoutUndefined<Shape> = {
  [Key in keyof Shape as Shape[Key] extends undefined ? never : Key]: Shape[Key];
};

/** What a caller has to give: only the parts that the route declares. */
export type RouteCall<Definition extends RouteDefinition> = WithoutUndefined<{
  params: Given<Part<Definition, 'params'>>;
  query: Given<Part<Definition, 'query'>>;
  body: Given<Part<Definition, 'body'>>;
}>;

type JsonOf<Response> = Response extends z.ZodType ? z.output<Response> : undefined;
/** The JSON that any of a route's successful answers carries; `undefined` for files and empty answers. */
export type RouteResult<Definition extends RouteDefinition> = JsonOf<
  Definition['responses'][keyof Definition['responses']]
>;
