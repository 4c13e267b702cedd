export { approvePublication, submitPublication } from './acts/agree.ts';
export { proveVariant } from './acts/variants.ts';
export { insertPublication } from './acts/write.ts';
export { readItems } from './calendar/read-items.ts';
export { publicationsModule } from './module.ts';
export { publishingToday } from './pack.ts';
export { type Place, readPlaces } from './places.ts';
export { countPostTopics, readCoverage } from './priorities.ts';
export { variantPublished } from './told.ts';
