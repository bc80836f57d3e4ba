import { useSyncExternalStore } from 'react';
import {
  asNewRequest,
  type Basket,
  emptyBasket,
  readBasket,
  withoutPeriod,
  withPeriod,
  withQuantity,
} from './basket.ts';

const key = 'mediecentral.basket';
const listeners = new Set<() => void>();
let basket = readBasket(globalThis.localStorage?.getItem(key) ?? null);

function keep(changed: Basket): void {
  basket = changed;
  localStorage.setItem(key, JSON.stringify(changed));
  for (const listener of listeners) listener();
}

// Another tab has changed the basket.
globalThis.addEventListener?.('storage', (event) => {
  if (event.key !== key) return;
  basket = readBasket(event.newValue);
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const setQuantity = (modelId: string, quantity: number) => keep(withQuantity(basket, modelId, quantity));
const setPeriod = (period: { from: string; to: string }) => keep(withPeriod(basket, period));
const clearPeriod = () => keep(withoutPeriod(basket));
/** Puts a whole booking in the basket, such as last year's. */
const fill = (filled: Basket) => keep(filled);
const renewRequest = () => keep(asNewRequest(basket));
const clear = () => keep(emptyBasket());

/** The basket of this browser, the same in every tab; it outlives a reload and a login. */
export function useBasket() {
  const current = useSyncExternalStore(subscribe, () => basket);
  return { basket: current, setQuantity, setPeriod, clearPeriod, fill, renewRequest, clear };
}
