import type { Plan } from './plan.ts';

/** How documents are found, as MongoDB puts it in a few words: `IXSCAN { a: 1 }`. */
export function summaryOf(plan: Plan): string {
  if (plan.kind === 'scan') return 'COLLSCAN';
  if (plan.kind === 'union') return plan.plans.length > 0 ? plan.plans.map(summaryOf).join(', ') : 'EOF';
  const fields = plan.index.definition.fields.map(
    ({ path, descending }) => `${path}: ${descending ? -1 : 1}`,
  );
  return `IXSCAN { ${fields.join(', ')} }`;
}
