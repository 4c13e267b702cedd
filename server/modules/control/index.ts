export { controlModule } from './module.ts';
export { sweepClocks } from './sweep.ts';
