export { Papers } from './send-card.tsx';
