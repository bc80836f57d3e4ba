import { BSON_TYPE, elementAt, findElement, type Element } from '../storage/raw-fields.ts';

const ARRAY_POSITION = /^(?:0|[1-9]\d*)$/;

/** A dotted path, made ready to be followed through raw BSON. */
export interface Path {
  text: string;
  parts: readonly PathPart[];
}

export interface PathPart {
  text: string;
  /** In UTF-8. */
  name: Buffer;
  /** The position in an array that the part can stand for. */
  position: number | undefined;
}

/** What a match tells besides yes: where in the outermost array it was found, for the positional operator. */
export interface MatchDetails {
  position: number | undefined;
}

/** Looks at one value that a path leads to; undefined is a missing one. True ends the search. */
export type Visit = (
  bytes: Buffer,
  element: Element | undefined,
  details: MatchDetails | undefined,
) => boolean;

export function compilePath(text: string): Path {
  return { text, parts: text.split('.').map(pathPart) };
}

export function pathPart(text: string): PathPart {
  return { text, name: Buffer.from(text), position: ARRAY_POSITION.test(text) ? Number(text) : undefined };
}

/**
 * Visits all that a path leads to, in MongoDB's way: through every document in an array that stands in the
 * way, by position where a part is a number, and at the end through the elements of an array, then the array.
 *
 * @param container a document, or an array taken as one
 * @param spread whether the elements of an array at the end are visited too
 * @returns whether a visit returned true
 */
export function visitPath(
  bytes: Buffer,
  container: Element,
  path: Path,
  spread: boolean,
  visit: Visit,
  details: MatchDetails | undefined,
): boolean {
  return follow(bytes, container, path.parts, 0, spread, visit, details);
}

function follow(
  bytes: Buffer,
  container: Element,
  parts: readonly PathPart[],
  depth: number,
  spread: boolean,
  visit: Visit,
  details: MatchDetails | undefined,
): boolean {
  const element = findElement(bytes, container, parts[depth]!.name);
  if (!element) return visit(bytes, undefined, details);
  const isArray = element.type === BSON_TYPE.array;
  if (depth === parts.length - 1 || (isArray && endsEmpty(parts, depth))) {
    if (spread && isArray && visitElements(bytes, element, visit, details)) return true;
    return visit(bytes, element, details);
  }
  if (element.type === BSON_TYPE.document) {
    return follow(bytes, element, parts, depth + 1, spread, visit, details);
  }
  if (isArray) {
    return followArray(bytes, element, parts, depth + 1, spread, visit, details);
  }
  return visit(bytes, undefined, details);
}

/** An empty name at the end (`a.`) leads nowhere in an array: it is the end. */
function endsEmpty(parts: readonly PathPart[], depth: number): boolean {
  return depth === parts.length - 2 && parts[depth + 1]!.text === '';
}

function followArray(
  bytes: Buffer,
  array: Element,
  parts: readonly PathPart[],
  depth: number,
  spread: boolean,
  visit: Visit,
  details: MatchDetails | undefined,
): boolean {
  const { position: wanted } = parts[depth]!;
  let index = 0;
  for (let at = array.start + 4; at < array.end - 1; index += 1) {
    const [element, after] = elementAt(bytes, at);
    at = after;
    if (element.type === BSON_TYPE.document && follow(bytes, element, parts, depth, spread, visit, details)) {
      if (details) details.position = index;
      return true;
    }
    if (index === wanted && followPosition(bytes, element, parts, depth, spread, visit, details)) return true;
  }
  return false;
}

/** An element that the path names by its position. */
function followPosition(
  bytes: Buffer,
  element: Element,
  parts: readonly PathPart[],
  depth: number,
  spread: boolean,
  visit: Visit,
  details: MatchDetails | undefined,
): boolean {
  if (depth === parts.length - 1) return visit(bytes, element, details);
  if (element.type === BSON_TYPE.document) {
    return follow(bytes, element, parts, depth + 1, spread, visit, details);
  }
  if (element.type !== BSON_TYPE.array) return false;
  return followArray(bytes, element, parts, depth + 1, spread, visit, details);
}

function visitElements(
  bytes: Buffer,
  array: Element,
  visit: Visit,
  details: MatchDetails | undefined,
): boolean {
  let index = 0;
  for (let at = array.start + 4; at < array.end - 1; index += 1) {
    const [element, after] = elementAt(bytes, at);
    at = after;
    if (visit(bytes, element, details)) {
      if (details) details.position = index;
      return true;
    }
  }
  return false;
}
