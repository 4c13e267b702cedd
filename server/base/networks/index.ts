export {
  type DoorRequest,
  type NetworkConnector,
  type NetworkDoor,
  type NetworkFact,
  NetworkFailure,
  type NetworkReading,
  type NetworkTrouble,
  networkConnector,
  type PageAccess,
  type PageFunction,
  type PageKey,
  type PostKind,
  type Pulled,
  type SeenPost,
  type Spoken,
  type Utterance,
} from './connector.ts';
export {
  askDeed,
  type DeedKind,
  deedEnded,
  endDeed,
  findDeeds,
  isDeedPossible,
  settleUnknownDeed,
} from './deeds.ts';
export { factReader, type HeardFact } from './facts.ts';
export { networksModule } from './module.ts';
export {
  type OwnPosts,
  ownPosts,
  type PublishedAsked,
  type PublishedDay,
  type PublishedPost,
  type Standing,
} from './own-posts.ts';
export { networksToday } from './pack.ts';
export { findConnection, sealedPageKeys } from './page-access.ts';
export { createNetworkPage } from './pages.ts';
export { type ForgottenPost, forgetEvents, forgetTalk } from './retention.ts';
export { findSayings, sayAsPage, sayingEnded, settleUnknownSaying } from './say.ts';
