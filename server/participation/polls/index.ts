export { type BallotBox, ballotBox } from './ballot-box.ts';
export { pollClosed, pollDecided, pollOpened, pollPublished } from './events.ts';
export { pollsModule } from './module.ts';
