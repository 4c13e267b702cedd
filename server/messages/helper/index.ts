export { helperModule } from './module.ts';
export { sealedHelper } from './settings.ts';
