import { fail } from '../bson/command-error.ts';
import type { Value } from '../bson/value.ts';
import { Row } from '../pipeline/row.ts';
import { Scope } from '../pipeline/scope.ts';
import { inclusion } from '../pipeline/stage/project.ts';
import { applyComputed, hasComputed, type Node } from '../pipeline/stage/projection-tree.ts';
import type { Collation } from '../query/collation.ts';
import type { Filter } from '../query/filter.ts';
import type { MatchDetails } from '../query/path.ts';
import { rawFields } from '../storage/raw-fields.ts';
import { applyPositional, applySlice } from './array-projection.ts';
import { exclude, include, type FieldTree } from './raw-projection.ts';
import { ProjectionReader } from './specification.ts';

export interface ProjectionOptions {
  /** The find's filter, which a positional projection is about. */
  filter?: Filter | undefined;
  /** Variables and time, for expressions. */
  scope?: Scope | undefined;
  collation?: Collation | undefined;
  /** What the find sorts a document by. */
  sortKey?: ((document: Buffer) => Value[]) | undefined;
}

/** Makes of a document what a find shows of it. @throws CommandError 51246 or 51247 without a position for `$` */
export type Projection = (document: Buffer) => Buffer;

/**
 * Compiles a find's projection once, for any number of documents: fields that stay or go, `$slice`,
 * `$elemMatch`, `field.$` and expressions.
 * @throws CommandError 31249 to 31395 and 51270 for a projection that contradicts itself or is none, and what
 *   filters and expressions throw
 */
export function compileProjection(specification: Buffer, options: ProjectionOptions = {}): Projection {
  const { filter, collation, sortKey, scope = new Scope({ now: new Date(), collation }) } = options;
  const reader = new ProjectionReader({ sortKey, scope, collation: collation ?? scope.request.collation });
  let count = 0;
  for (const [name, field] of rawFields(specification)) {
    reader.read(name, field);
    count += 1;
  }
  if (count === 0) return (document) => document;
  const steps = [plainStep(reader), ...arraySteps(reader, filter)];
  const [only] = steps;
  if (steps.length === 1) return (document) => only!(document, document);
  return (document) => {
    let result = document;
    for (const step of steps) result = step(result, document);
    return result;
  };
}

/** Changes what the steps before it made of a document. */
type Step = (projected: Buffer, document: Buffer) => Buffer;

function plainStep(reader: ProjectionReader): Step {
  const { tree } = reader;
  if (reader.includes && !reader.isIdNamed) tree.set('_id', true);
  if (!hasComputed(tree)) {
    const plain = plainFields(tree, reader.includes);
    const project = reader.includes ? include : exclude;
    return (_projected, document) => project(document, plain);
  }
  if (reader.includes) {
    const project = inclusion(tree);
    return (_projected, document) => project(new Row(document)).toBytes();
  }
  // What is cut is not excluded.
  const excluded = plainFields(tree, false);
  return (_projected, document) => {
    const result = new Row(exclude(document, excluded));
    return result.with(applyComputed(tree, new Row(document), result)).toBytes();
  };
}

/** Fields of which the projection says this, without those that are computed. */
function plainFields(tree: ReadonlyMap<string, Node>, kept: boolean): Map<string, FieldTree | true> {
  const fields = new Map<string, FieldTree | true>();
  for (const [name, node] of tree) {
    if (node === kept) fields.set(name, true);
    else if (node instanceof Map) {
      const inside = plainFields(node, kept);
      if (inside.size > 0 || kept) fields.set(name, inside);
    }
  }
  return fields;
}

function arraySteps(reader: ProjectionReader, filter: Filter | undefined): Step[] {
  const steps: Step[] = reader.slices.map((slice) => (projected) => applySlice(projected, slice));
  const { positional } = reader;
  if (positional) {
    steps.push((projected, document) =>
      applyPositional(projected, positional, () => positionIn(document, filter)),
    );
  }
  return steps;
}

function positionIn(document: Buffer, filter: Filter | undefined): number {
  const details: MatchDetails = { position: undefined };
  filter?.matches(document, details);
  return (
    details.position ??
    fail(
      51_246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching " +
        'element in the array',
    )
  );
}
