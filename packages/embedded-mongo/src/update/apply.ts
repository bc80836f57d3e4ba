import { fail } from '../bson/command-error.ts';
import { fieldText } from '../bson/text.ts';
import { BSON_TYPE } from '../storage/raw-fields.ts';
import type { ArrayFilters } from './array-filters.ts';
import { REMOVED, type UpdateRun } from './modifier.ts';
import { checkOwnField } from './paths.ts';
import { ArrayNode, DocumentNode, isRaw, NULL_NODE, opened, rawOf, valueOfNode, type Node } from './tree.ts';
import {
  inOrder,
  mergeNodes,
  type UpdateElements,
  type UpdateFields,
  type UpdateNode,
} from './update-tree.ts';

const ARRAY_POSITION = /^(?:0|[1-9]\d*)$/;
/** MongoDB fills an array with no more nulls than this. */
const MAX_PADDING = 1_500_000;

/** Applies all operators to the document of a run. */
export function applyUpdate(update: UpdateFields, run: UpdateRun, filters: ArrayFilters): void {
  new Application(run, filters).fields(update, run.root, '');
  for (const parts of run.removals) remove(run, parts);
}

class Application {
  readonly #run: UpdateRun;
  readonly #filters: ArrayFilters;

  constructor(run: UpdateRun, filters: ArrayFilters) {
    this.#run = run;
    this.#filters = filters;
  }

  /** @param node opened */
  fields(update: UpdateFields, node: Node, path: string): void {
    for (const [name, child] of inOrder(this.#resolved(update, path))) {
      const childPath = path === '' ? name : `${path}.${name}`;
      if (node instanceof DocumentNode) this.#field(node, name, child, childPath);
      else if (node instanceof ArrayNode) this.#position(node, name, child, path, childPath);
      else if (this.#isWanted(child, childPath)) throw notViable(name, path, node);
    }
  }

  /** The children with `$` replaced by the position at which the filter matched. */
  #resolved(update: UpdateFields, path: string): ReadonlyMap<string, UpdateNode> {
    const positional = update.children.get('$');
    if (!positional) return update.children;
    const { position } = this.#run;
    if (position === undefined) {
      return fail(2, 'The positional operator did not find the match needed from the query.');
    }
    const children = new Map(update.children);
    children.delete('$');
    const name = String(position);
    const other = children.get(name);
    children.set(name, other ? mergeNodes(other, positional, `${path}.${name}`) : positional);
    return children;
  }

  #field(node: DocumentNode, name: string, child: UpdateNode, path: string): void {
    const current = node.fields.get(name);
    const next = current ? this.#change(child, current, path) : this.#create(child, path);
    if (next === current) return;
    this.#run.changed = true;
    if (next === REMOVED) node.fields.delete(name);
    else if (next) {
      const isOwn = path === name && (child.kind === 'leaf' || !current);
      if (isOwn && !this.#run.inserting) checkOwnField(name);
      node.fields.set(name, next);
    }
  }

  #position(node: ArrayNode, name: string, child: UpdateNode, arrayPath: string, path: string): void {
    const { items } = node;
    if (!ARRAY_POSITION.test(name)) {
      if (this.#isWanted(child, path)) throw notViable(name, arrayPath, node);
      return;
    }
    const index = Number(name);
    if (index < items.length) {
      const next = this.#change(child, items[index]!, path);
      if (next === items[index]) return;
      this.#run.changed = true;
      items[index] = next === REMOVED ? NULL_NODE : next;
      return;
    }
    const created = this.#create(child, path);
    if (!created) return;
    if (index - items.length > MAX_PADDING) {
      fail(
        34,
        `Cannot set array element ${index}: more than ${MAX_PADDING} elements would have to be filled with null`,
      );
    }
    this.#run.changed = true;
    while (items.length < index) items.push(NULL_NODE);
    items.push(created);
  }

  /** What becomes of a node that is there; the same node when nothing does. */
  #change(update: UpdateNode, current: Node, path: string): Node | typeof REMOVED {
    if (update.kind === 'leaf') return update.modifier?.(current, this.#run, path) ?? current;
    const { changed } = this.#run;
    this.#run.changed = false;
    const node = opened(current);
    if (update.kind === 'fields') this.fields(update, node, path);
    else this.#elements(update, node, path);
    const result = this.#run.changed ? node : current;
    this.#run.changed ||= changed;
    return result;
  }

  /** What is made where nothing is; undefined when nothing is made. */
  #create(update: UpdateNode, path: string): Node | undefined {
    if (update.kind === 'leaf') {
      const created = update.modifier?.(undefined, this.#run, path);
      return created === REMOVED ? undefined : created;
    }
    if (update.kind === 'elements') throw absentArray(path);
    const node = new DocumentNode();
    for (const [name, child] of inOrder(this.#resolved(update, path))) {
      const created = this.#create(child, `${path}.${name}`);
      if (created) node.fields.set(name, created);
    }
    return node.fields.size > 0 ? node : undefined;
  }

  /** Something is to be done where nothing can be, as the path to it leads through what holds no fields. */
  #isWanted(update: UpdateNode, path: string): boolean {
    if (update.kind === 'leaf') {
      return update.modifier !== undefined && update.modifier(undefined, this.#run, path) !== REMOVED;
    }
    if (update.kind === 'elements') throw absentArray(path);
    return [...this.#resolved(update, path)].some(([name, child]) =>
      this.#isWanted(child, `${path}.${name}`),
    );
  }

  #elements(update: UpdateElements, node: Node, path: string): void {
    if (!(node instanceof ArrayNode)) {
      const name = path.slice(path.lastIndexOf('.') + 1);
      fail(2, `Cannot apply array updates to non-array element ${fieldText(name, valueOfNode(node))}`);
    }
    node.items.forEach((item, index) => {
      const itemPath = `${path}.${index}`;
      const child = this.#filters.select(update, rawOf(item), itemPath);
      if (!child) return;
      const next = this.#change(child, item, itemPath);
      if (next === item) return;
      this.#run.changed = true;
      node.items[index] = next === REMOVED ? NULL_NODE : next;
    });
  }
}

function absentArray(path: string): Error {
  return fail(2, `The path '${path}' must exist in the document in order to apply array updates.`);
}

function notViable(name: string, path: string, node: Node): Error {
  const element = path.slice(path.lastIndexOf('.') + 1);
  return fail(28, `Cannot create field '${name}' in element {${fieldText(element, valueOfNode(node))}}`);
}

/** Takes away a field that was moved; its parents are documents. */
function remove(run: UpdateRun, parts: readonly string[]): void {
  let node: DocumentNode = run.root;
  for (const part of parts.slice(0, -1)) {
    const next = node.fields.get(part);
    if (next?.type !== BSON_TYPE.document) return;
    const open = isRaw(next) ? (opened(next) as DocumentNode) : next;
    node.fields.set(part, open);
    node = open;
  }
  if (node.fields.delete(parts.at(-1)!)) run.changed = true;
}
