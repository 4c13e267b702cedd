/** Columns of the region's table, in its order; the table that comes back is read by the same titles. */
export const regionTitles = {
  level: 'Уровень',
  founder: 'Учредитель',
  body: 'Наименование подведомственной организации',
  exemption: 'Официальная страница не ведется на основании',
  ogrn: 'ОГРН',
  sphere1: 'Сфера 1',
  sphere2: 'Сфера 2',
  sphere3: 'Сфера 3',
  status: 'Статус',
  gosId: 'ID госпаблика',
  link: 'Ссылка',
  settingsUrl: 'Адрес в настройках страницы',
  connected: 'Подключение к компоненту «Госпаблики»',
  mark: 'Госметка',
  design: 'Оформление, %',
  widgets: 'Виджеты',
  activity: 'Активность, %',
  followers: 'Подписчики',
  weekReach: 'Общий охват за неделю',
  postReach: 'Средний охват одной публикации',
} as const;
export type RegionField = keyof typeof regionTitles;

/** A title or a name as two tables may both write it: case, quotes, spaces, «ё», marks and a sign of per cent aside. */
export const plainTitle = (title: string): string =>
  title
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/["«»“”(),.%]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** How else the region calls a column. */
const others: Partial<Record<RegionField, readonly string[]>> = {
  body: ['наименование организации', 'организация'],
  link: ['ссылка на страницу', 'url'],
  gosId: ['id'],
  followers: ['число подписчиков', 'количество подписчиков'],
};

/** The head of a table under which a field stands; null where it has none. */
export function findRegionColumn(headers: readonly string[], field: RegionField): string | null {
  const names = [regionTitles[field], ...(others[field] ?? [])].map(plainTitle);
  return headers.find((header) => names.includes(plainTitle(header))) ?? null;
}
