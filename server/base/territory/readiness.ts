import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { BLANK_GROUND } from '../../lib/city.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';
import { currentTerritory } from './gazetteer/city.ts';

/** Where the city is: its boundary with districts, and its addresses. */
export async function listTerritoryLines(): Promise<ReadinessLine[]> {
  const { pack, hasOwnBoundary, districts, gazetteer } = currentTerritory();
  const hasBoundary = hasOwnBoundary || pack.city.id !== BLANK_GROUND;
  const lacks = [...(hasBoundary ? [] : ['границы города']), ...(districts.length > 0 ? [] : ['районов'])];
  const streets = [...gazetteer.streets.values()];
  const houses = streets.reduce((sum, street) => sum + street.houses.length, 0);
  return [
    {
      id: 'boundary',
      title: 'Граница города и районы',
      isDone: lacks.length === 0,
      isRequired: true,
      words:
        lacks.length > 0
          ? `Нет ${lacks.join(' и ')}: сообщения останутся без района. Загрузите слой файлом GeoJSON.`
          : counted(districts.length, 'район или часть района', 'района и частей', 'районов и частей'),
      link: { to: '/staff/directories?tab=streets', title: 'Улицы и слои' },
    },
    {
      id: 'addresses',
      title: 'Улицы и дома',
      isDone: houses > 0,
      isRequired: true,
      words:
        houses > 0
          ? `Улиц ${formatNumber(streets.length)}, домов ${formatNumber(houses)}`
          : 'Адресов нет. Их загружает из файла ГАР администратор сервера: npm run gar.',
      link: { to: '/staff/directories?tab=streets', title: 'Улицы и слои' },
    },
  ];
}
