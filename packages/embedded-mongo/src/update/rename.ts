import { fail } from '../bson/command-error.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import { fieldText } from '../bson/text.ts';
import { idText, REMOVED, type Modifier, type UpdateRun } from './modifier.ts';
import { DocumentNode, opened, valueOfNode, type Node } from './tree.ts';

/**
 * `$rename`, compiled for the path that a field is moved to.
 * @param source path that it is moved from
 */
export function compileRename(source: string, target: string): Modifier {
  const sourceParts = source.split('.');
  const targetParents = target.split('.').slice(0, -1);
  return (current, run) => {
    const moved = nodeAt(run, sourceParts, source, 'source');
    if (!moved) return current ?? REMOVED;
    nodeAt(run, targetParents, target, 'destination');
    run.removals.push(sourceParts);
    return moved;
  };
}

/** @throws CommandError 2 when the path leads through an array, 28 when the source leads through what holds no fields */
function nodeAt(
  run: UpdateRun,
  parts: readonly string[],
  path: string,
  end: 'source' | 'destination',
): Node | undefined {
  let node: Node = run.root;
  let last = '';
  for (const part of parts) {
    refuseArray(node, last);
    const container = opened(node);
    if (!(container instanceof DocumentNode)) return notViable(node, last, part);
    const next = container.fields.get(part);
    if (!next) return undefined;
    node = next;
    last = part;
  }
  if (end === 'destination') refuseArray(node, last);
  return node;

  function notViable(value: Node, name: string, part: string): undefined {
    if (end === 'destination') return undefined;
    return fail(
      28,
      `cannot use the part (${part} of ${path}) to traverse the element ({${fieldText(name, valueOfNode(value))}})`,
    );
  }

  function refuseArray({ type }: Node, name: string): void {
    if (type !== BSON_TYPE.array) return;
    fail(
      2,
      `The ${end} field cannot be an array element, '${path}' in doc with ${idText(run)} has an array field called '${name}'`,
    );
  }
}
