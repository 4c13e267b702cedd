import type { CityObject } from '../../../shared/contract/heatmap/objects.ts';
import type { PlaceObject } from '../../base/territory/index.ts';

/** An object of the gazetteer as replies name it. */
export const presentObject = ({ key, kind, label, districtId, point, metres }: PlaceObject): CityObject => ({
  key,
  kind,
  label,
  districtId,
  lat: point?.lat ?? null,
  lon: point?.lon ?? null,
  metres,
});
