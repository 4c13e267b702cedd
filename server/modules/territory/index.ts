export { districtTitle, districtWithChildren, isInCity, listDistricts } from './city.ts';
export { distanceMeters, getHexCell, type Point } from './geo.ts';
export { territoryModule } from './module.ts';
export {
  addressFromText,
  nowhere,
  placeFromText,
  publicPlace,
  type ResolvedPlace,
  resolvePlace,
} from './places.ts';
