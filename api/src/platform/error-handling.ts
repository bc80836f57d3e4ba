import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from './logger.ts';
import { ProblemError } from './problem.ts';
import { requestIdOf } from './request-log.ts';

/** Errors that Express and its body parser throw carry a status and a type. */
type HttpError = Error & { status?: number; type?: string };

function problemOf(error: HttpError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error.type === 'entity.parse.failed') return new ProblemError('malformed_json', 'The body is not JSON');
  if (error.type === 'entity.too.large' || error.type === 'parameters.too.many')
    return new ProblemError('too_large', 'The body is too large');
  if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported') {
    return new ProblemError('unsupported_media_type', 'Send JSON in UTF-8');
  }
  if (error instanceof URIError || error.status === 400) {
    return new ProblemError('invalid_request', 'The request could not be read');
  }
  return new ProblemError('internal', 'Something went wrong');
}

/** The last handler: every error becomes an RFC 9457 document, and what nobody foresaw is logged with its stack. */
export function answerWithProblem(logger: Logger): ErrorRequestHandler {
  return (error: HttpError, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    const requestId = requestIdOf(request);
    if (problem.status >= 500) logger.error({ requestId, err: error }, 'request failed');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toProblem(requestId)));
  };
}

export const noSuchRoute: RequestHandler = () => {
  throw new ProblemError('not_found', 'There is nothing at this address');
};
