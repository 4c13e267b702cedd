export { publicationsModule } from './module.ts';
export { countPostTopics, readCoverage } from './priorities.ts';
