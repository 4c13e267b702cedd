export { type GarLoad, loadGar, returnFormerGazetteer } from './gar/gar.ts';
export { cellsOfArea } from './gazetteer/area.ts';
export { nameHexagon } from './gazetteer/cell-name.ts';
export {
  currentCityTitle,
  type DistrictGround,
  districtAt,
  districtGround,
  districtTitle,
  districtWithChildren,
  inDistrict,
  isInCity,
  listDistricts,
  residentsOn,
} from './gazetteer/city.ts';
export { listGazetteers } from './gazetteer/gazetteer-store.ts';
export {
  distanceMeters,
  getHexCell,
  HEX_RESOLUTION,
  type Point,
  type Position,
  shiftPoint,
} from './gazetteer/geo.ts';
export { countHouses, houseFinder, type ListedHouse } from './gazetteer/listed-houses.ts';
export {
  listSections,
  listStops,
  listWider,
  objectKeyOf,
  type PlaceObject,
  readObject,
  searchObjects,
} from './gazetteer/place-objects.ts';
export {
  districtGeometry,
  findStreetHouses,
  type StreetHouses,
} from './gazetteer/street-houses.ts';
export { territoryModule } from './module.ts';
export { listAddressTexts } from './reading/address-text.ts';
export { type NamedTown, namedTown } from './reading/named-town.ts';
export {
  addressFromText,
  nowhere,
  placeFromText,
  placeInPhrase,
  publicPlace,
  type ResolvedPlace,
  resolvePlace,
} from './reading/places.ts';
export { suggestPlaces, takeSuggestion } from './reading/suggest-places.ts';
export { measureTypos, prepareTypedWord } from './words/fuzzy.ts';
export { formatHouse, type HouseNumber, listHouseKeys, makeHouseKey, parseHouse } from './words/house.ts';
