export { decideRegime, requireSigns } from './current.ts';
export { regimesModule } from './module.ts';
export { type ContactFacts, forbidsAppeal, reasonLine } from './resolve.ts';
