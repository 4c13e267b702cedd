import { type Section, screen, thing } from '../base/map/section.ts';
import { analysisParts } from './analysis/analysis-parts.ts';
import { indicatorParts } from './indicators/indicator-parts.ts';
import { zoneParts } from './zones/zone-parts.ts';

/** «Картина города»: where it hurts, and how well the city answers. */
export const heatmap = {
  id: 'heatmap',
  title: 'Картина города',
  about: 'Где болит и как город отвечает',
  letter: 'KeyK',
  screens: [
    screen('/staff/heatmap', () => import('./figures/heatmap-page.tsx'), 'HeatmapPage', {
      title: 'Тепловая карта',
      about: 'Матрица, карта, таблица: районы и темы',
      letter: 'KeyT',
      permission: 'heatmap.read',
    }),
    screen('/staff/heatmap/pivot', () => import('./figures/pivot-page.tsx'), 'PivotPage', {
      title: 'Сводная таблица',
      about: 'Тепловая карта в любых разрезах',
      permission: 'heatmap.read',
      isLine: false,
    }),
    screen('/staff/zones', () => import('./zones/zones-page.tsx'), 'ZonesPage', {
      title: 'Красные зоны',
      about: 'Где стало плохо, что предпринято, когда закрыто данными',
      letter: 'KeyZ',
      permission: 'heatmap.read',
      parts: { parameter: 'view', list: zoneParts },
    }),
    thing('/staff/zones/$id', () => import('./zones/zone-page.tsx'), 'ZonePage', '/staff/zones'),
    screen('/staff/indicators', () => import('./indicators/indicators-page.tsx'), 'IndicatorsPage', {
      title: 'Показатели',
      about: 'К1–К20: сроки, оценки, повторы, переделки',
      letter: 'KeyX',
      permission: 'heatmap.read',
      parts: { parameter: 'view', list: indicatorParts },
    }),
    screen('/staff/control', () => import('./control-desk/control-page.tsx'), 'ControlPage', {
      title: 'Пульт сроков',
      about: 'Дела и инциденты по сроку: что опоздало, кто предупреждён',
      permission: 'cases.read',
    }),
    screen('/staff/analysis', () => import('./analysis/analysis-page.tsx'), 'AnalysisPage', {
      title: 'Анализ',
      about: 'Растущие темы, причины, о чём пишут',
      letter: 'KeyN',
      permission: 'cases.read',
      parts: { parameter: 'view', list: analysisParts },
    }),
    screen('/staff/objects', () => import('./objects/objects-page.tsx'), 'ObjectsPage', {
      title: 'Объекты',
      about: 'Паспорта домов, дворов, улиц и остановок',
      letter: 'KeyB',
      permission: 'cases.read',
    }),
    thing(
      '/staff/objects/$key',
      () => import('./objects/passport-page.tsx'),
      'PassportPage',
      '/staff/objects',
    ),
    screen('/staff/heat-views', () => import('./heat-views/views-page.tsx'), 'HeatViewsPage', {
      title: 'Сохранённые виды',
      about: 'Вопросы к тепловой карте под названием, письма с ними',
      permission: 'heatmap.read',
    }),
    thing(
      '/staff/heat-views/$key',
      () => import('./heat-views/open-view-page.tsx'),
      'OpenViewPage',
      '/staff/heat-views',
    ),
    screen('/staff/snapshots', () => import('./snapshots/snapshots-page.tsx'), 'SnapshotsPage', {
      title: 'Снимки чисел',
      about: 'Числа выгрузок и отчётов, какими они были',
      permission: 'snapshots.read',
    }),
    thing(
      '/staff/snapshots/$number',
      () => import('./snapshots/snapshot-page.tsx'),
      'SnapshotPage',
      '/staff/snapshots',
    ),
  ],
} satisfies Section;
