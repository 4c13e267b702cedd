export { burstPack, type RisingRule } from './burst-pack.ts';
export { takeUpBurst } from './bursts.ts';
export { problemsOf, readProblem } from './card.ts';
export { createByHand as createProblem } from './create.ts';
export { problemsModule } from './module.ts';
export {
  casesOfProblem,
  leadOfSolved,
  problemsLedBy,
  type SolvedProblem,
  solvedProblemsOf,
} from './solved.ts';
export { type ToldBurst, tellBursts, tellBurstsOf } from './tell-bursts.ts';
