export { channelsModule } from './module.ts';
