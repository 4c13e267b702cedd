/** Screens whose plans are looked at, by system. */

export interface Screen {
  title: string;
  role: string;
  method?: 'POST';
  url: string;
  body?: object;
}

/** ISO day so many days ago. */
export const day = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** What everybody reads of messages and participation, and what it changed. */
export const listParticipationScreens = (caseId: string): Screen[] => [
  { title: 'реестр за месяц', role: '', url: '/api/open/messages' },
  {
    title: 'реестр за год: тема и район',
    role: '',
    url: '/api/open/messages?days=365&block=roads&district=sinarsky',
  },
  {
    title: 'реестр за год: редкое слово',
    role: '',
    url: `/api/open/messages?days=365&q=${encodeURIComponent('снегоплавильный')}`,
  },
  { title: 'лента за год: тема', role: '', url: '/api/open/messages/feed/atom?days=365&block=roads' },
  { title: 'набор сообщений', role: '', url: '/api/open-data/sets/public-messages/data.csv' },
  { title: 'изменения набора', role: '', url: '/api/open-data/sets/public-messages/changes?cursor=0' },
  { title: 'что изменилось за год', role: '', url: '/api/open/changed/2026' },
  { title: 'инициативы', role: '', url: '/api/open/initiatives' },
  { title: 'учёт: решения', role: 'secretary', url: '/api/counted' },
  { title: 'учёт: у дела', role: 'chair', url: `/api/counted-in/case/${caseId}` },
];

/** The heat map as the database counts it, where it is not kept in memory. */
export function listHeatScreens(month: string): Screen[] {
  const year = `from=${day(364)}&to=${day(0)}`;
  const heat = (title: string, path: string): Screen => ({
    title,
    role: 'chair',
    url: `/api/heatmap/${path}`,
  });
  return [
    heat('матрица за месяц', `matrix?${month}`),
    heat('матрица за год', `matrix?${year}`),
    heat('матрица за год: поступило', `matrix?${year}&measure=received`),
    heat('точки карты за месяц', `points?${month}`),
    heat('гексагоны за месяц', `hexagons?${month}`),
    heat('гексагоны за год: поступило', `hexagons?${year}&measure=received`),
    heat('очаги за месяц', `hotspots?${month}`),
    heat('недели за год', `weeks?${year}`),
    heat('итоги карты за месяц', `map-summary?${month}`),
    heat('сводная за год: район × тема', `pivot/table?rows=fact&columns=district&${year}`),
    heat('сводная за месяц: район × исполнитель', `pivot/table?rows=unit&columns=district&${month}`),
  ];
}

/** Lists of the working group and what they show. */
export const groupScreens: readonly Screen[] = [
  ['поручения', '/api/assignments?limit=100'],
  ['что дали сообщения', '/api/assignments/use'],
  ['заседания года', '/api/working-group/meetings'],
  ['отчёты главе', '/api/head-reports'],
  ['красные зоны', '/api/zones'],
  ['баллы районов и блоков', '/api/zones/scores'],
  ['баллы районов и тем', '/api/zones/scores?by=fact'],
  ['баллы частей районов', '/api/zones/scores?place=subarea'],
  ['баллы шестиугольников', '/api/zones/scores?place=hexagon'],
].map(([title, url]) => ({ title: title!, role: 'secretary', url: url! }));
