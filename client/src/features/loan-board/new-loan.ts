import type { Delivery, LoanRequest, Stage } from '@mediecentral/contracts';
import type { Wish } from './board-api.ts';

/** The form of a loan for a school, as far as it has been filled in. */
export type NewLoan = {
  schoolUnitId: string | undefined;
  from: string;
  to: string;
  delivery: Delivery;
  lines: readonly { key: number; modelId: string; quantity: number }[];
  group: string;
  pupils: number | undefined;
  stage: Stage | undefined;
  purpose: string;
  /** Why this school may borrow in spite of a loan that is late. */
  override: string;
};

export const emptyNewLoan = (): NewLoan => ({
  schoolUnitId: undefined,
  from: '',
  to: '',
  delivery: 'transport',
  lines: [{ key: 0, modelId: '', quantity: 1 }],
  group: '',
  pupils: undefined,
  stage: undefined,
  purpose: '',
  override: '',
});

/** Changes a line, or adds one where `index` is the end. */
export function withLine(
  { lines }: Pick<NewLoan, 'lines'>,
  index: number,
  change: { modelId?: string; quantity?: number },
): Pick<NewLoan, 'lines'> {
  const line = lines[index] ?? {
    key: Math.max(...lines.map(({ key }) => key), -1) + 1,
    modelId: '',
    quantity: 1,
  };
  return { lines: [...lines.slice(0, index), { ...line, ...change }, ...lines.slice(index + 1)] };
}

export const withoutLine = ({ lines }: Pick<NewLoan, 'lines'>, index: number): Pick<NewLoan, 'lines'> => ({
  lines: lines.toSpliced(index, 1),
});

/** What can be asked for a quote; one model in two lines is one wish. */
export function asWish({ schoolUnitId, from, to, delivery, lines }: NewLoan): Wish | undefined {
  const wanted = new Map<string, number>();
  for (const { modelId, quantity } of lines) {
    if (modelId) wanted.set(modelId, (wanted.get(modelId) ?? 0) + quantity);
  }
  if (!schoolUnitId || !from || !to || from > to || wanted.size === 0) return undefined;
  return {
    schoolUnitId,
    from,
    to,
    delivery,
    lines: [...wanted].map(([modelId, quantity]) => ({ modelId, quantity })),
  };
}

/** What is sent, once enough has been filled in. */
export function asRequest(loan: NewLoan, requestId: string): LoanRequest | undefined {
  const wish = asWish(loan);
  if (!wish) return undefined;
  const [group, purpose, override] = [loan.group.trim(), loan.purpose.trim(), loan.override.trim()];
  return {
    ...wish,
    requestId,
    ...(group ? { group } : {}),
    ...(loan.pupils === undefined ? {} : { pupils: loan.pupils }),
    ...(loan.stage ? { stage: loan.stage } : {}),
    ...(purpose ? { purpose } : {}),
    ...(override ? { override } : {}),
  };
}
