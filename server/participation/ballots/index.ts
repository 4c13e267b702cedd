export { sealedBallotKeys } from './keys.ts';
export { ballotsModule } from './module.ts';
