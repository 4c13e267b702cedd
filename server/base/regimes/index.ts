export { decideRegime, requireSigns } from './current.ts';
export { type Act, endsAnswer, type Need, refusalOf, tellRefusal } from './duties.ts';
export { requireLawful } from './lawful.ts';
export { regimesModule } from './module.ts';
export { type ContactFacts, forbidsAppeal, reasonLine } from './resolve.ts';
