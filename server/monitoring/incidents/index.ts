export { type DemoFate, type DemoPost, seedDemoFeed } from './demo-feed.ts';
export { postsTaken, replyPublished } from './events.ts';
export { incidentsModule } from './module.ts';
export { type PostWorth, postWorth, type SourcePage } from './worth.ts';
