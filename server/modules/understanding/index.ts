export { suggestTopic } from './current.ts';
export { understandingModule } from './module.ts';
