export {
  approvePublication,
  publishUrgently,
  returnPublication,
  submitPublication,
} from './acts/agree.ts';
export { correctVariant } from './acts/changes.ts';
export { proveVariant } from './acts/variants.ts';
export { insertPublication } from './acts/write.ts';
export { readItems } from './calendar/read-items.ts';
export { readPublicationCard } from './card.ts';
export { beginFromSource, listIdeas } from './ideas.ts';
export { publicationsModule } from './module.ts';
export { publishingToday } from './pack.ts';
export { type Place, readPlaces } from './places.ts';
export { readCoverage, readPresentCoverage } from './priorities.ts';
export { variantPublished } from './told.ts';
