export { type Basket, type BasketLine, emptyBasket, withQuantity } from './basket.ts';
export { useBasket } from './use-basket.ts';
export { useQuote } from './use-quote.ts';
