export { districtTitle, districtWithChildren, isInCity, listDistricts } from './city.ts';
export { countForgiven, measureTypos, prepareTypedWord } from './fuzzy.ts';
export { distanceMeters, getHexCell, type Point } from './geo.ts';
export { territoryModule } from './module.ts';
export {
  addressFromText,
  nowhere,
  placeFromText,
  placeInPhrase,
  publicPlace,
  type ResolvedPlace,
  resolvePlace,
} from './places.ts';
