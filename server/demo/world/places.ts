import { buildGazetteer, type IndexedStreet } from '../../base/territory/gazetteer/gazetteer.ts';
import { getHexCell, type Point, roundTo, shiftPoint } from '../../base/territory/gazetteer/geo.ts';
import { type CityPack, listGazetteerRows } from '../../base/territory/gazetteer/pack.ts';
import type { ResolvedPlace } from '../../base/territory/index.ts';
import { formatStreet, getStreetGender } from '../../base/territory/words/street-types.ts';
import { createSampler, type Random, type Sampler } from './random.ts';

/** Where a message comes from, besides the place itself what the text needs to name it. */
export interface DemoPlace extends ResolvedPlace {
  /** Null for a stop or no place. */
  street: StreetForms | null;
  houseLabel: string | null;
  /** Name of a stop: «Титова». */
  stop: string | null;
  /** «Покровское» where the street is in a village. */
  settlement: string | null;
}

/** Forms of a street's name: «ул. Уральская», «ул. Уральской»… */
export interface StreetForms {
  nominative: string;
  genitive: string;
  dative: string;
  accusative: string;
  locative: string;
}

export interface PlaceBook {
  house: (random: Random, within?: { streetId?: string; districtId?: string }) => DemoPlace;
  /** A house of the same street a few doors away, or the same one. */
  beside: (random: Random, place: DemoPlace) => DemoPlace;
  stop: (random: Random, name?: string) => DemoPlace;
}

export const nowhere: DemoPlace = {
  address: null,
  streetId: null,
  house: null,
  districtId: null,
  lat: null,
  lon: null,
  h3: null,
  precision: 'none',
  isHome: false,
  street: null,
  houseLabel: null,
  stop: null,
  settlement: null,
};

/**
 * How much the parts of the city write, by their last word. Shares are invented so that the demo has busy and quiet
 * parts; an unknown part (another city's pack) gets the middle weight.
 */
const districtWeights: Record<string, number> = {
  yuzhny: 92,
  trubny: 64,
  sotsgorod: 58,
  oktyabrsky: 55,
  tsentr: 52,
  chkalovsky: 50,
  kosmos: 34,
  leninsky: 26,
  pokrovskoe: 14,
  maminskoe: 12,
  pozarikha: 11,
};

/** Weighted places of a city pack. Hot streets and houses are the same for every seed: a city's habits do not change. */
export function openPlaces(pack: CityPack): PlaceBook {
  const gazetteer = buildGazetteer(listGazetteerRows(pack));
  const streets = [...gazetteer.streets.values()].filter(({ houses }) => houses.length > 0);
  const ofDistrict = Map.groupBy(streets, ({ row }) => row.district ?? '');
  const districts = createSampler([...ofDistrict.keys()], weighDistrict);
  const streetsBy = new Map(
    [...ofDistrict].map(([id, rows]) => [id, createSampler(rows, weighStreet(rows))]),
  );
  const housesBy = new Map(streets.map((street) => [street.row.id, sampleHouses(street)]));
  const forms = new Map(streets.map(({ row }) => [row.id, formStreet(row.type, row.name)]));
  const stops = pack.landmarks.filter(({ kind }) => kind === 'stop');
  const toPlace = (street: IndexedStreet, index: number) =>
    placeHouse(street, index, forms.get(street.row.id)!);
  return {
    house: (random, within = {}) => {
      const known = within.streetId === undefined ? undefined : gazetteer.streets.get(within.streetId);
      const street = known ?? pickStreet(random, streetsBy.get(within.districtId ?? districts(random)));
      return toPlace(street, housesBy.get(street.row.id)!(random));
    },
    beside: (random, place) => {
      const street = gazetteer.streets.get(place.streetId ?? '');
      if (!street) return place;
      const at = street.houses.findIndex(({ key }) => key === place.house);
      const index = Math.min(street.houses.length - 1, Math.max(0, at + random.int(-2, 2)));
      return toPlace(street, index);
    },
    stop: (random, name) => placeStop(stops.find((one) => one.name === name) ?? random.pick(stops)),
  };
}

function placeHouse(street: IndexedStreet, index: number, forms: StreetForms): DemoPlace {
  const house = street.houses[index]!;
  return {
    // The pack gives every house its point.
    ...placeAt(house.point!),
    address: `${street.label}, ${house.label}`,
    streetId: street.row.id,
    house: house.key,
    districtId: street.row.district,
    precision: 'house',
    street: forms,
    houseLabel: house.label,
    settlement: street.row.settlement,
  };
}

function placeStop({ label, point, district, name }: CityPack['landmarks'][number]): DemoPlace {
  return { ...placeAt(point), address: label, districtId: district, precision: 'landmark', stop: name };
}

function pickStreet(random: Random, sampler: Sampler<IndexedStreet> | undefined): IndexedStreet {
  if (!sampler) throw new Error('The district has no streets');
  return sampler(random);
}

const weighDistrict = (id: string): number => districtWeights[id.split('.').at(-1) ?? ''] ?? 40;

/** The longer a street, the more it writes; one in each district is the busiest. */
function weighStreet(rows: IndexedStreet[]) {
  return (street: IndexedStreet): number => street.houses.length * (rows.indexOf(street) % 3 === 0 ? 2 : 1);
}

/** A few houses of each street write much more than the others. */
function sampleHouses(street: IndexedStreet): Sampler<number> {
  const indexes = street.houses.map((_, index) => index);
  return createSampler(indexes, (index) => 1 / (1 + ((index * 7 + 3) % street.houses.length)) + 0.04);
}

function placeAt(point: Point): DemoPlace {
  return {
    ...nowhere,
    lat: roundTo(point.lat, 6),
    lon: roundTo(point.lon, 6),
    h3: getHexCell(point),
  };
}

/** The same place as a point put by hand, up to `metres` aside. */
export function scatter(random: Random, place: DemoPlace, metres: number): DemoPlace {
  if (place.lat === null || place.lon === null) return place;
  const side = () => (random.next() * 2 - 1) * metres;
  const point = shiftPoint({ lat: place.lat, lon: place.lon }, side(), side());
  const { lat, lon, h3 } = placeAt(point);
  return { ...place, lat, lon, h3, precision: 'point' };
}

/** Adjectives bend: «на ул. Уральской», «на б-ре Комсомольском». Other names stand as they are: «на пр. Победы». */
function formStreet(type: string, name: string): StreetForms {
  const short = formatStreet(type, '').trim();
  const gender = getStreetGender(type);
  const endings = gender === 'f' ? feminine : gender === 'm' ? masculine : null;
  const found = /^(\d+-я )?(\p{Lu}\p{Ll}{2,}?)(ая|яя|ый|ий)$/u.exec(name);
  const own = found && endings?.[found[3]!];
  const nominative = `${short} ${name}`;
  if (!found || !own) {
    return {
      nominative,
      genitive: nominative,
      dative: nominative,
      accusative: nominative,
      locative: nominative,
    };
  }
  const [, ordinal = '', stem = ''] = found;
  const bend = (index: number): string => {
    const number = index === 2 ? ordinal.replace('-я', '-ю') : ordinal.replace('-я', '-й');
    // «Рабочей», not «Рабочой»: о does not stand unstressed after a hissing sound.
    const ending = /[жшщчц]$/u.test(stem) ? own[index]!.replace(/^о/u, 'е') : own[index];
    return `${short === 'б-р' ? boulevard[index] : short} ${number}${stem}${ending}`;
  };
  return { nominative, genitive: bend(0), dative: bend(1), accusative: bend(2), locative: bend(3) };
}

/** Endings by that of the nominative: genitive, dative, accusative, locative. */
const feminine: Record<string, string[]> = { ая: ['ой', 'ой', 'ую', 'ой'], яя: ['ей', 'ей', 'юю', 'ей'] };
const masculine: Record<string, string[]> = {
  ый: ['ого', 'ому', 'ый', 'ом'],
  ий: ['ого', 'ому', 'ий', 'ом'],
};
const boulevard = ['б-ра', 'б-ру', 'б-р', 'б-ре'];
