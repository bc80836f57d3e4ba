export { Drawing } from './drawing.tsx';
export { drawingNames } from './drawings.ts';
export { Scene } from './scene.tsx';
