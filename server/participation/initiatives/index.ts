export { answerInitiative, decideInitiative, judgeInitiative } from './acts.ts';
export { readInitiativeCard } from './card.ts';
export { turnInitiatives } from './clock.ts';
export { initiativesModule } from './module.ts';
export { proposeInitiative } from './propose.ts';
export { supportInitiative } from './support.ts';
