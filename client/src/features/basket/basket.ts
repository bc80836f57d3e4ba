import { z } from 'zod';

const storedBasket = z.object({
  requestId: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  lines: z.array(z.object({ modelId: z.string(), quantity: z.number().int().min(1) })),
});

/** What someone is about to book: several models over one period at school. */
export type Basket = z.infer<typeof storedBasket>;
export type BasketLine = Basket['lines'][number];

const newRequestId = () => crypto.randomUUID();

export const emptyBasket = (): Basket => ({ requestId: newRequestId(), lines: [] });

/** The basket with so many of a model; 0 takes it out. What is asked for is new, so the request gets a new name. */
export function withQuantity(basket: Basket, modelId: string, quantity: number): Basket {
  const others = basket.lines.filter((line) => line.modelId !== modelId);
  const position = basket.lines.findIndex((line) => line.modelId === modelId);
  if (quantity < 1) return { ...basket, requestId: newRequestId(), lines: others };
  const line = { modelId, quantity };
  const lines = position < 0 ? [...others, line] : basket.lines.with(position, line);
  return { ...basket, requestId: newRequestId(), lines };
}

export function withPeriod(basket: Basket, period: { from: string; to: string }): Basket {
  return { ...basket, ...period, requestId: newRequestId() };
}

/** The basket without its days. */
export function withoutPeriod({ lines }: Basket): Basket {
  return { requestId: newRequestId(), lines };
}

/** The same wish as a new request: after an answer that is final, sending it again is another attempt. */
export const asNewRequest = (basket: Basket): Basket => ({ ...basket, requestId: newRequestId() });

/** A basket as it was left, or an empty one where what is stored cannot be read any more. */
export function readBasket(stored: string | null): Basket {
  if (!stored) return emptyBasket();
  try {
    return storedBasket.parse(JSON.parse(stored));
  } catch {
    return emptyBasket();
  }
}
