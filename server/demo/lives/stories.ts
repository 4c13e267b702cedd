import type { Random } from '../world/random.ts';

/** An accident or a grievance many people write about at once. */
export interface Story {
  id: string;
  /** Facts of its messages; the first is the commonest. */
  facts: readonly string[];
  /** Own wording; none = the facts' demo texts. */
  texts?: readonly string[];
  /** Months in which it may begin, 1–12; none = any. */
  months?: readonly number[];
  messages: readonly [number, number];
  /** Days over which they arrive; most in the first third. */
  days: number;
  where: 'street' | 'stops' | 'city';
  /** Stops it is about; an unknown one (another city's pack) becomes a chance one. */
  stops?: readonly string[];
  /** How often it happens, against the others. */
  weight: number;
}

const cold = [1, 2, 3, 4, 10, 11, 12];
const snowy = [1, 2, 3, 11, 12];

export const stories: readonly Story[] = [
  {
    id: 'heating',
    facts: ['housing.heat.absent', 'housing.heat.low'],
    texts: [
      'Нет отопления, {street}, {house}, в квартире грудной ребёнок.',
      'Второй день холодные батареи в доме {house} по {street}, спим одетые.',
      'Отопление отключили вечером и не предупредили, {street}, {house}.',
      'Весь подъезд без тепла, дом {house} на {street}, диспетчер не берёт трубку.',
      'Батареи ледяные, в комнате четырнадцать градусов, {street}, {house}.',
      'Когда дадут тепло в дом {house} по {street}? Обещали к обеду.',
      'Трубы в подвале холодные, отопления нет, {street}, {house}. Замерзаем.',
    ],
    months: cold,
    messages: [12, 16],
    days: 2,
    where: 'street',
    weight: 5,
  },
  {
    id: 'water-main',
    facts: ['housing.water.cold-absent', 'housing.water.burst', 'housing.water.pressure'],
    messages: [8, 12],
    days: 1,
    where: 'street',
    weight: 4,
  },
  {
    id: 'bus-16',
    facts: ['transport.schedule.late'],
    texts: [
      'Автобус № 16 не пришёл два раза подряд, остановка «{street}».',
      'Шестнадцатый автобус опять сняли с вечернего рейса, ждали на остановке «{street}» сорок минут.',
      'Когда наладят 16-й маршрут? С остановки «{street}» на работу не уехать.',
      'На остановке «{street}» автобус № 16 проходит полный и не открывает двери.',
      'Расписание маршрута № 16 на остановке «{street}» не совпадает с тем, как он ходит.',
    ],
    messages: [14, 20],
    days: 6,
    where: 'stops',
    stops: ['Титова', 'Южный рынок', 'Заводская', 'Каменская', 'Октябрьская', 'Комсомольский бульвар'],
    weight: 3,
  },
  {
    id: 'potholes',
    facts: ['roads.pavement.pothole', 'roads.pavement.broken-road'],
    texts: [
      'Опять яма на {street} у дома {house}, прямо на выезде из кармана, пробил колесо.',
      'Огромная яма напротив дома {house} по {street}, машины объезжают по встречной.',
      'Выбоина на {street} возле дома {house} стала вдвое больше, ночью её не видно.',
      'Яма на дороге у дома {house}, {street}: засыпали щебнем, через неделю всё вылетело.',
      'На {street} у дома {house} яма на яме, автобус еле проходит.',
      'Сделайте дорогу по {street}, у дома {house} уже третья яма за осень.',
    ],
    messages: [16, 24],
    days: 15,
    where: 'street',
    weight: 3,
  },
  {
    id: 'containers',
    facts: ['waste.collection.not-removed', 'waste.sites.dirty'],
    texts: [
      'Третий день не вывозят контейнеры, {street}, {house}.',
      'Баки у дома {house} по {street} переполнены, мусор лежит рядом горой.',
      'Мусоровоз проехал мимо площадки на {street}, {house}, мусор не вывозят с пятницы.',
      'Контейнеры на {street} у дома {house} завалены, пакеты носит ветром по двору.',
      'Когда вывезут мусор с площадки у дома {house}, {street}? Крысы бегают.',
    ],
    messages: [9, 13],
    days: 4,
    where: 'street',
    weight: 4,
  },
  {
    id: 'street-light',
    facts: ['energy.lighting.off', 'energy.lighting.road'],
    messages: [7, 11],
    days: 3,
    where: 'street',
    weight: 4,
  },
  {
    id: 'power-cut',
    facts: ['energy.electricity.outage'],
    messages: [6, 10],
    days: 1,
    where: 'street',
    weight: 3,
  },
  {
    id: 'snowfall',
    facts: [
      'roads.winter.snow-road',
      'roads.sidewalks.snow',
      'improvement.yards.snow',
      'roads.winter.ice-road',
    ],
    months: snowy,
    messages: [24, 36],
    days: 2,
    where: 'city',
    weight: 3,
  },
];

/** Stories under way when the demo is opened: which, how many days ago it began, on which street. */
export const presentStories: readonly { id: string; daysAgo: number; streetId?: string }[] = [
  { id: 'potholes', daysAgo: 13, streetId: 'ul-titova' },
  { id: 'bus-16', daysAgo: 5 },
  { id: 'containers', daysAgo: 4, streetId: 'ul-uralskaya' },
  { id: 'heating', daysAgo: 2, streetId: 'pr-pobedy' },
  { id: 'street-light', daysAgo: 2, streetId: 'ul-kamenskaya' },
];

/** Seconds after the first message at which the others come: thick at the beginning, thin at the end. */
export function spreadMessages(random: Random, story: Story): number[] {
  const count = random.int(...story.messages) - 1;
  const length = story.days * 86_400;
  return Array.from({ length: count }, () => Math.round(length * random.next() ** 1.7) + 120).sort(
    (a, b) => a - b,
  );
}
