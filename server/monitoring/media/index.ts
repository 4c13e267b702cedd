export { seedDemoMedia } from './demo.ts';
export { mediaModule } from './module.ts';
