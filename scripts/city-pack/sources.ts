/**
 * What the demonstration city is drawn from: seeds of the schematic districts, streets, stops.
 * Street names, their districts and the `seen` houses are facts from local news; where a street lies
 * is invented, except for the `anchor` houses, whose coordinates are real.
 */

/** A microdistrict or village: `at` is the seed of its share of the boundary, `heart` where streets are drawn. */
export type AreaSource = {
  id: string;
  title: string;
  kind: 'microdistrict' | 'village';
  at: [lon: number, lat: number];
  heart: [lon: number, lat: number];
  /** Direction of the main streets, degrees from east, counter-clockwise. */
  turn: number;
};

export const DISTRICTS: { id: string; title: string; areas: AreaSource[] }[] = [
  {
    id: 'krasnogorsky',
    title: 'Красногорский район',
    areas: [
      area('krasnogorsky.tsentr', 'Центр', [61.932, 56.39], [61.934, 56.3925], 12),
      area('krasnogorsky.yuzhny', 'Южный', [61.963, 56.368], [61.968, 56.366], -8),
      area('krasnogorsky.oktyabrsky', 'Октябрьский', [61.978, 56.341], [61.978, 56.344], 5),
      area('krasnogorsky.kosmos', 'Космос', [62.004, 56.373], [62.0, 56.376], 20),
    ],
  },
  {
    id: 'sinarsky',
    title: 'Синарский район',
    areas: [
      area('sinarsky.trubny', 'Трубный', [61.918, 56.444], [61.918, 56.438], -15),
      area('sinarsky.chkalovsky', 'Чкаловский', [61.865, 56.428], [61.873, 56.428], 10),
      area('sinarsky.sotsgorod', 'Соцгород', [61.958, 56.417], [61.96, 56.416], 0),
      area('sinarsky.leninsky', 'Ленинский', [61.916, 56.412], [61.9188674, 56.414962], -5),
    ],
  },
  {
    id: 'villages',
    title: 'Сёла и посёлки',
    areas: [
      area('villages.pokrovskoe', 'Покровское', [61.8, 56.437], [61.81, 56.436], 8, 'village'),
      area('villages.maminskoe', 'Маминское', [61.934, 56.309], [61.936, 56.311], 75, 'village'),
      area('villages.pozarikha', 'Позариха', [61.957, 56.499], [61.962, 56.508], 70, 'village'),
    ],
  },
];

function area(
  id: string,
  title: string,
  at: AreaSource['at'],
  heart: AreaSource['heart'],
  turn: number,
  kind: AreaSource['kind'] = 'microdistrict',
): AreaSource {
  return { id, title, kind, at, heart, turn };
}

/**
 * «вид | название | часть города | встреченные дома | до какого номера строить».
 * Lines with «*» before the name are invented for the demonstration.
 */
export const STREETS = `
улица|Алюминиевая|krasnogorsky.yuzhny|20,33,35,37,43|50
улица|Октябрьская|krasnogorsky.oktyabrsky|41,45,47,49,55,57,59,59а,61,63,63а,65,67,69,71,73,75,79,81,83,84,86,87,88,89,90,91,92,93,120,126,128|94
улица|Строителей|krasnogorsky.oktyabrsky|28,30,32,34,35,36,38,41,43,45,47|48
улица|Уральская|krasnogorsky.yuzhny|9,11,17,19,20,21,23,25,27|40
улица|Гагарина|krasnogorsky.oktyabrsky|8,12,14,16,22,24,26,28,30,32,34,36,38,42|46
улица|Каменская|krasnogorsky.yuzhny|21,22,23,24,26,27,28,31,32,46,87,89|90
улица|Калинина|krasnogorsky.tsentr|60,62,64,66,68,70,71,72,74|76
улица|Механизаторов|krasnogorsky.kosmos|34,36,38,38а,40,42,44,46,48,48а,50,56,58,60,64,66,68,72|74
улица|Мира|krasnogorsky.tsentr|2|36
улица|Плеханова|krasnogorsky.kosmos|62а|64
улица|Физкультурников|krasnogorsky.kosmos|1,2,2а,3,4,5,6,7,8,9,10,12|18
улица|Челябинская|krasnogorsky.kosmos|67,69,71,73,75,77|78
улица|Бугарева|krasnogorsky.tsentr||30
улица|Исетская|krasnogorsky.tsentr|38|44
улица|Лечебная|krasnogorsky.kosmos||20
улица|Стахановская|krasnogorsky.tsentr|1,3|24
улица|Белинского|krasnogorsky.tsentr||40
улица|Декабристов|krasnogorsky.oktyabrsky|14|32
улица|Московская|sinarsky.leninsky||46
улица|Ленина|sinarsky.leninsky||60
улица|Привокзальная|sinarsky.trubny||24
улица|Парковая|sinarsky.trubny|15а|28
улица|Добролюбова|sinarsky.sotsgorod||30
улица|Карла Маркса|sinarsky.leninsky|51|60
улица|Паровозников|sinarsky.trubny||26
проспект|Победы|sinarsky.sotsgorod|52,54,56,60,62,66,70,70а,72,78,80|84
улица|Пугачева|sinarsky.chkalovsky|31,33|40
улица|Беляева|sinarsky.chkalovsky||36
улица|Бажова|sinarsky.sotsgorod||36
улица|Олега Кошевого|sinarsky.chkalovsky||28
бульвар|Комсомольский|krasnogorsky.tsentr|40,44,50,51,52,54,59,63|64
улица|Кутузова|krasnogorsky.kosmos|31,35,35а,37|44
улица|Попова|sinarsky.chkalovsky|3,9,11,12,15,17,19|30
улица|Репина|sinarsky.sotsgorod|8,14,36|40
улица|Кунавина|sinarsky.leninsky|2,15,17|34
улица|Первомайская|sinarsky.leninsky|25|36
улица|Суворова|krasnogorsky.oktyabrsky||36
улица|Лермонтова|sinarsky.sotsgorod||40
улица|Тевосяна|krasnogorsky.oktyabrsky||22
улица|Красных Орлов|sinarsky.leninsky||30
переулок|Санаторный|sinarsky.chkalovsky||16
улица|1-я Синарская|sinarsky.trubny||24
улица|4-й Пятилетки|sinarsky.trubny||40
улица|Заводская|krasnogorsky.yuzhny|9/8|36
улица|Героев Отечества|sinarsky.sotsgorod||24
улица|Мичурина|sinarsky.chkalovsky|2в|40
улица|2-я Рабочая|sinarsky.trubny|106|60
улица|*Титова|krasnogorsky.yuzhny|10,12,14,20,28|40
проспект|*Металлургов|krasnogorsky.yuzhny|33|50
улица|*Полевая|krasnogorsky.yuzhny||24
улица|*Чайковского|krasnogorsky.yuzhny||30
улица|*Кирпичная|sinarsky.trubny||30
улица|*Северная|sinarsky.trubny||40
улица|*Заречная|sinarsky.chkalovsky||36
площадь|*Ратушная|sinarsky.leninsky||6
улица|*Школьная|villages.pokrovskoe||24
улица|*Центральная|villages.pokrovskoe||40
улица|*Советская|villages.maminskoe||44
улица|*Молодёжная|villages.maminskoe||20
улица|*Садовая|villages.pozarikha||30
улица|*Лесная|villages.pozarikha||26
`;

/** Houses whose coordinates are published facts. */
export const ANCHORS: Record<string, { house: string; at: [lon: number, lat: number] }> = {
  Алюминиевая: { house: '43', at: [61.973469, 56.35744] },
  Заводская: { house: '9/8', at: [61.961292, 56.376044] },
};

/** «вид | название | у какой улицы, у какого дома (или часть города) | другие названия через ;». All invented. */
export const LANDMARKS = `
stop|Титова|Титова,14|
stop|Алюминиевая|Алюминиевая,20|
stop|Южный рынок|Металлургов,14|рынок Южный
stop|Заводская|Заводская,12|
stop|Каменская|Каменская,46|
stop|Комсомольский бульвар|Комсомольский,20|
stop|Октябрьская|Октябрьская,60|
stop|Строителей|Строителей,20|
stop|Механизаторов|Механизаторов,30|
stop|Больничный городок|Лечебная,6|
stop|Проспект Победы|Победы,30|
stop|Площадь Ленина|Ленина,24|
stop|Кунавина|Кунавина,12|
stop|Железнодорожный вокзал|Привокзальная,6|вокзал
stop|Трубный завод|1-я Синарская,10|
stop|Чкаловский посёлок|Попова,10|
stop|Парковая|Парковая,10|
stop|Покровское, школа|Школьная,8|
stop|Маминское, центр|Советская,20|
stop|Позариха|Садовая,10|
landmark|Южный рынок|Металлургов,16|рынок Южный
landmark|Городской парк|Парковая,16|парк культуры и отдыха
landmark|Центральная набережная|Кунавина,30|набережная Исети
landmark|Дворец культуры «Металлург»|Комсомольский,30|ДК Металлург
landmark|Дворец спорта «Космос»|Физкультурников,10|ДС Космос
landmark|Железнодорожный вокзал|Привокзальная,2|ЖД вокзал;ж/д вокзал
landmark|Автовокзал|Ленина,50|автостанция
landmark|Детская поликлиника|Лечебная,10|
landmark|Центральная библиотека|Карла Маркса,30|
landmark|Стадион «Труд»|Кутузова,20|
landmark|Школьный сквер|Строителей,40|
landmark|Старое кладбище|Северная,38|
landmark|Мост через Исеть|Мира,30|мост через реку Исеть;исетский мост
landmark|Торговый центр «Малахит»|Победы,50|ТЦ Малахит;ТРЦ Малахит
landmark|Школа № 5|Каменская,60|
landmark|Школа № 16|Октябрьская,30|
landmark|Детский сад № 84|Гагарина,20|
landmark|Поликлиника № 2|Лечебная,4|
landmark|Лицей № 9|Добролюбова,14|
`;
