import type { Namespace } from '../context.ts';
import { rowsOf, type InnerPipeline, type Rows, type StageContext } from './stage.ts';

/** A way to run an inner pipeline again and again, planned once. */
export function innerRows(inner: InnerPipeline, namespace: Namespace, context: StageContext): () => Rows {
  const { source } = inner;
  if (source) return () => inner.whole(source());
  const documents = context.reader.prepare(namespace, inner.find);
  return () => inner.afterFind(rowsOf(documents()));
}
