export { type AskedAbout, type AskedUnder, askedUnder } from './asked-under.ts';
export {
  type DoorRequest,
  type NetworkConnector,
  type NetworkDoor,
  type NetworkFact,
  NetworkFailure,
  type NetworkPost,
  type NetworkReading,
  type NetworkTrouble,
  networkConnector,
  type PageAccess,
  type PageFunction,
  type PageKey,
  type PostKind,
  type Publishing,
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
export { type MetPost, type MetUnder, metUnder } from './met-under.ts';
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
export { findConnection, findConnections, sealedPageKeys } from './page-access.ts';
export type { PageProfile } from './page-profile.ts';
export { createNetworkPage } from './pages.ts';
export {
  cancelPublication,
  editPublication,
  movePublication,
  type NewPublication,
  publishAsPage,
  removePublication,
  settleUnknownPublication,
} from './publications/ask.ts';
export {
  type FoundPublication,
  findPublications,
  findPublishingFacts,
  type PublicationState,
  type PublishingFacts,
} from './publications/find.ts';
export { publicationGate } from './publications/gate.ts';
export { type PublicationAct, publicationEnded } from './publications/rows.ts';
export { type ForgottenPost, forgetEvents, forgetTalk } from './retention.ts';
export { findSayings, sayAsPage, sayingEnded, settleUnknownSaying } from './say.ts';
