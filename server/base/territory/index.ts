export { listAddressTexts } from './address-text.ts';
export { cellsOfArea } from './area.ts';
export { currentCityTitle, districtTitle, districtWithChildren, isInCity, listDistricts } from './city.ts';
export { measureTypos, prepareTypedWord } from './fuzzy.ts';
export { type GarLoad, loadGar, returnFormerGazetteer } from './gar.ts';
export { listGazetteers } from './gazetteer-store.ts';
export { distanceMeters, getHexCell, type Point } from './geo.ts';
export { territoryModule } from './module.ts';
export {
  listSections,
  listStops,
  listWider,
  objectKeyOf,
  type PlaceObject,
  readObject,
  searchObjects,
} from './place-objects.ts';
export {
  addressFromText,
  nowhere,
  placeFromText,
  placeInPhrase,
  publicPlace,
  type ResolvedPlace,
  resolvePlace,
} from './places.ts';
export { suggestPlaces, takeSuggestion } from './suggest-places.ts';
