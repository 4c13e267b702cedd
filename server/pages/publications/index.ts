export { countPostTopics, readCoverage } from './priorities.ts';
export { insertPublication } from './acts/write.ts';
export { publicationsModule } from './module.ts';
export { publishingToday } from './pack.ts';
export { readItems } from './calendar/read-items.ts';
export { type Place, readPlaces } from './places.ts';
export { variantPublished } from './told.ts';
