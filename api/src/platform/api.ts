import type { Readable } from 'node:stream';
import type {
  Access,
  EmptyResponse,
  FieldError,
  FileResponse,
  RouteDefinition,
  RouteInput,
} from '@mediecentral/contracts';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type Actor, requireReach } from './actor.ts';
import { ProblemError } from './problem.ts';

/** A file to send. `mediaType` only where the route can answer with several kinds. */
export type FileContent = {
  fileName: string;
  content: Buffer | Readable;
  mediaType?: string;
  /** Shown in the browser rather than saved. */
  inline?: boolean;
};

type ActorOf<Definition extends RouteDefinition> = Definition['access'] extends 'public'
  ? Actor | undefined
  : Actor;

type ReplyOf<Answer> = Answer extends z.ZodType
  ? z.input<Answer>
  : Answer extends FileResponse
    ? FileContent
    : Answer extends EmptyResponse
      ? undefined
      : never;
type Reply<Definition extends RouteDefinition> = ReplyOf<
  Definition['responses'][keyof Definition['responses']]
>;

export type Handling<Definition extends RouteDefinition> = RouteInput<Definition> & {
  actor: ActorOf<Definition>;
  request: Request;
  response: Response;
};

type Handler<Definition extends RouteDefinition> = (
  input: Handling<Definition>,
) => Promise<Reply<Definition>> | Reply<Definition>;

/** Finds out who makes a request; given by the accounts feature. */
export type ActorOfRequest = (request: Request) => Promise<Actor | undefined>;

/** The HTTP face of all features: every route is parsed, guarded and answered by its contract. */
export class Api {
  readonly router = Router();
  /** In the order of registration: what the OpenAPI document and the test of all routes are made of. */
  readonly definitions: RouteDefinition[] = [];
  readonly #actorOf: ActorOfRequest;
  readonly #checkAnswers: boolean;

  /** `checkAnswers` also holds what handlers return against the contract, outside production. */
  constructor(actorOf: ActorOfRequest, { checkAnswers }: { checkAnswers: boolean }) {
    this.#actorOf = actorOf;
    this.#checkAnswers = checkAnswers;
  }

  handle<const Definition extends RouteDefinition>(
    definition: Definition,
    handler: Handler<Definition>,
  ): void {
    this.definitions.push(definition);
    const [status, answer] = firstResponse(definition);
    const path = definition.path.replaceAll(/\{(\w+)\}/g, ':$1');
    this.router[definition.method](path, async (request, response) => {
      const actor = await this.#authorised(request, definition.access);
      const input = { ...parse(definition, request), actor, request, response } as Handling<Definition>;
      const reply: unknown = await handler(input);
      if ('file' in answer) return sendFile(response, answer, reply as FileContent);
      if (reply === undefined) return void response.status('empty' in answer ? status : 204).end();
      response.status(status).json(this.#checkAnswers && !('empty' in answer) ? answer.parse(reply) : reply);
    });
  }

  async #authorised(request: Request, access: Access): Promise<Actor | undefined> {
    const actor = await this.#actorOf(request);
    if (access === 'public') return actor;
    if (!actor) throw new ProblemError('not_logged_in', 'Log in first');
    if (access !== 'account') requireReach(actor, access);
    return actor;
  }
}

function firstResponse(definition: RouteDefinition) {
  const [first] = Object.entries(definition.responses);
  if (!first) throw new Error(`${definition.operation} has no response`);
  return [Number(first[0]), first[1]] as const;
}

function parse(definition: RouteDefinition, request: Request) {
  const errors: FieldError[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, place: string) => {
    const result = (schema ?? nothing).safeParse(value ?? {});
    if (result.success) return result.data;
    errors.push(...result.error.issues.flatMap((issue) => fieldErrorsOf(issue, place)));
    return undefined;
  };
  const parsed = {
    params: part(definition.params, request.params, 'params'),
    query: part(definition.query, request.query, 'query'),
    body: part(definition.body, request.body, ''),
  };
  if (errors.length === 0) return parsed;
  throw new ProblemError(
    'invalid_request',
    errors.map((error) => `${error.path}: ${error.message}`).join('; '),
    {
      errors: errors.slice(0, 50),
    },
  );
}

const nothing = z.strictObject({});

function fieldErrorsOf(issue: z.core.$ZodIssue, place: string): FieldError[] {
  const at = (path: PropertyKey[]) =>
    place === '' ? `/${path.map(String).join('/')}` : [place, ...path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: at([...issue.path, key]),
      code: 'unknown_field',
      message: 'Unknown field',
    }));
  }
  // Contracts name their refusals in one word, such as `not_an_id`; zod's own sentences keep zod's code.
  const named = /^[a-z_]+$/.test(issue.message);
  return [{ path: at(issue.path), code: named ? issue.message : issue.code, message: issue.message }];
}

function sendFile(response: Response, answer: FileResponse, reply: FileContent): void {
  response.setHeader('Content-Type', reply.mediaType ?? answer.mediaType);
  response.setHeader('Content-Disposition', contentDisposition(reply));
  if (Buffer.isBuffer(reply.content)) return void response.send(reply.content);
  reply.content.on('error', (error) => response.destroy(error));
  reply.content.pipe(response);
}

/** RFC 6266: a plain name for everyone, the real one in UTF-8 beside it. */
function contentDisposition({ fileName, inline }: FileContent): string {
  const plain = fileName.normalize('NFKD').replaceAll(/[^\w. -]/g, '');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
