export { loadEditions } from './editions.ts';
export { formerLetterhead } from './first-edition.ts';
export { ourCityModule } from './module.ts';
export { setPortalOpen } from './opening.ts';
export { inRegion } from './region.ts';
