export { findTalkPost, readIncidentTalk } from './card.ts';
export { type IncidentMeasure, incidentMeasure, incidentSlice } from './counted.ts';
export { type DemoFate, type DemoPost, seedDemoFeed } from './demo-feed.ts';
export { postsTaken, replyPublished } from './events.ts';
export { incidentsModule } from './module.ts';
export {
  findByAddress,
  type OutsideIncident,
  openOutside,
  readOutside,
  takeOutsideClosing,
  takeOutsideTerm,
} from './outside/outside.ts';
export { plainAddress } from './paste.ts';
export { seenIncidents, withMerged } from './rows.ts';
export { addEvent } from './store.ts';
export { isOver, overStatuses } from './workflow.ts';
export { type PostWorth, postWorth, type SourcePage } from './worth.ts';
