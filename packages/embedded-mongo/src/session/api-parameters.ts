import { CommandError } from '../bson/command-error.ts';

/** What a request said of the stable API; what goes on with it says the same. */
export interface ApiParameters {
  apiVersion?: string | undefined;
  apiStrict?: boolean | undefined;
  apiDeprecationErrors?: boolean | undefined;
}

/** Of a request that says much else. */
export function apiParametersOf({
  apiVersion,
  apiStrict,
  apiDeprecationErrors,
}: ApiParameters): ApiParameters {
  return { apiVersion, apiStrict, apiDeprecationErrors };
}

/** @throws CommandError 347 when a request goes on with what one of other parameters began */
export function assertSameApi(what: string, begun: ApiParameters, request: ApiParameters): void {
  if (
    begun.apiVersion === request.apiVersion &&
    begun.apiStrict === request.apiStrict &&
    begun.apiDeprecationErrors === request.apiDeprecationErrors
  ) {
    return;
  }
  throw new CommandError(347, `API parameter mismatch: ${what} used other API parameters than this request`);
}
