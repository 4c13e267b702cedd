import { createRandom, type Random } from '../../../law/random.ts';

/** A town that is in no file of the project and on no map: its names are made of parts by the seed, far from the sample. */
export interface MadeTown {
  name: string;
  genitive: string;
  prepositional: string;
  /** «городской округ Лугоборск» and its cases. */
  title: string;
  titleGenitive: string;
  titlePrepositional: string;
  region: string;
  administration: string;
  email: string;
  centre: { lat: number; lon: number };
  boundary: string;
  districts: string;
  districtTitles: readonly string[];
  /** «улица Златолуговая», with its houses and points, as the table of a municipality has them. */
  addresses: string;
  street: string;
  house: string;
  units: readonly string[];
  people: string;
  /** Addresses of mail by role. */
  mail: { operator: string; executor: string; approver: string };
}

const beginnings = ['Ветро', 'Луго', 'Ясно', 'Тихо', 'Криво', 'Сухо'];
const ends = ['борск', 'дольск', 'брежск', 'польск', 'рудск'];
const regions = ['Заветлужская область', 'Приозёрский край', 'Северогорская область'];
const streetParts = ['Злато', 'Дально', 'Тихо', 'Звонко', 'Ясно', 'Остро', 'Росно', 'Синеглазо'];
const streetEnds = ['луговая', 'ручьевая', 'струйная', 'травная', 'каменка', 'ветровая'];
const districtParts = ['Заручейный', 'Подлуговой', 'Нагорско-Речной', 'Ольхово-Бродский'];
const kinds = ['ул.', 'улица', 'пер.', 'проезд'];

const ring = (west: number, south: number, east: number, north: number) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

const collect = (features: { properties: object; coordinates: number[][][] }[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(({ properties, coordinates }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates },
    })),
  });

const shuffle = <T>(random: Random, list: readonly T[]): T[] =>
  list
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

function makeStreets(random: Random): { typed: string; name: string }[] {
  const names = streetParts.flatMap((part) => streetEnds.slice(0, 4).map((end) => part + end));
  return shuffle(random, names)
    .slice(0, 12)
    .map((name, at) => {
      const kind = kinds[at % 2] ?? 'ул.';
      return { typed: `${kind} ${name}`, name };
    });
}

/** A table as an IT person exports it: decimal commas, houses with letters and corpuses. */
function makeAddresses(streets: { typed: string }[], { lat, lon }: MadeTown['centre']): string {
  const lines = streets.flatMap(({ typed }, row) =>
    Array.from({ length: 14 }, (_, at) => {
      const house = at === 5 ? '6а' : at === 9 ? '10 корп. 2' : String(at + 1);
      const point = [lat - 0.01 + row * 0.0012, lon - 0.01 + at * 0.0009];
      const [y, x] = point.map((value) => value.toFixed(6).replace('.', ','));
      return `${typed};${house};${y};${x}`;
    }),
  );
  return `Улица;Дом;Широта;Долгота\n${lines.join('\n')}\n`;
}

export function makeTown(seed: number): MadeTown {
  const random = createRandom(seed);
  const name = random.pick(beginnings) + random.pick(ends);
  const [genitive, prepositional] = [`${name}а`, `${name}е`];
  const region = random.pick(regions);
  const centre = { lat: 52 + random.next() * 8, lon: 95 + random.next() * 25 };
  const { lat, lon } = centre;
  const streets = makeStreets(random);
  const [first] = streets;
  if (!first) throw new Error('Улиц не придумано');
  const districtTitles = shuffle(random, districtParts)
    .slice(0, 2)
    .map((part) => `${part} район`);
  const host = 'town.invalid';
  const mail = { operator: `razbor@${host}`, executor: `dorogi@${host}`, approver: `glavnaja@${host}` };
  const units = [
    'дорог и мостов',
    'домов и тепла',
    'дворов и парков',
    'школ и детских садов',
    'здоровья и защиты',
    'всего прочего',
  ].map((words) => `Служба ${words} ${genitive}`);
  return {
    name,
    genitive,
    prepositional,
    title: `городской округ ${name}`,
    titleGenitive: `городского округа ${name}`,
    titlePrepositional: `городском округе ${name}`,
    region,
    administration: `Администрация городского округа ${name}`,
    email: `priemnaja@${host}`,
    centre,
    boundary: collect([
      { properties: {}, coordinates: ring(lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05) },
    ]),
    districts: collect([
      {
        properties: { id: 'west', title: districtTitles[0] },
        coordinates: ring(lon - 0.05, lat - 0.05, lon, lat + 0.05),
      },
      {
        properties: { id: 'east', title: districtTitles[1] },
        coordinates: ring(lon, lat - 0.05, lon + 0.05, lat + 0.05),
      },
    ]),
    districtTitles,
    addresses: makeAddresses(streets, centre),
    street: first.name,
    house: '3',
    units,
    people: [
      'Фамилия;Имя;Отчество;Должность;Почта;Телефон;Роль;Подразделение',
      `Разборова;Инна;Львовна;Диспетчер;${mail.operator};;Оператор;`,
      `Дорожный;Пров;Ильич;Мастер;${mail.executor};;Исполнитель;${units[0]}`,
      `Утверждаева;Нина;Саввична;Заместитель главы;${mail.approver};;Утверждающий;`,
      `Секретарёва;Рада;Юрьевна;Секретарь группы;sekretar@${host};;Секретарь;`,
      `Центрова;Вера;Олеговна;Руководитель центра;centr@${host};;Руководитель центра, Редактор;`,
      `Главин;Осип;Титович;Глава;glava@${host};;Глава;`,
    ].join('\n'),
    mail,
  };
}
