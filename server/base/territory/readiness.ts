import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { BLANK_GROUND } from '../../lib/city.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';
import { currentTerritory } from './gazetteer/city.ts';
import type { CityDistrict } from './gazetteer/pack.ts';

/** «3 района, 12 частей»: parts are told apart, for a message is in the smallest. */
function tellDistricts(districts: readonly CityDistrict[]): string {
  const parts = districts.filter(({ parent }) => parent !== null).length;
  const whole = counted(districts.length - parts, 'район', 'района', 'районов');
  return parts === 0 ? whole : `${whole}, ${counted(parts, 'часть', 'части', 'частей')}`;
}

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
          ? `Нет ${lacks.join(' и ')}: сообщения останутся без района. Нарисуйте их на карте или загрузите файлами GeoJSON.`
          : tellDistricts(districts),
      link: { to: '/staff/directories?tab=streets', title: 'Улицы и районы' },
    },
    {
      id: 'addresses',
      title: 'Улицы и дома',
      isDone: houses > 0,
      isRequired: true,
      words:
        houses > 0
          ? `Улиц ${formatNumber(streets.length)}, домов ${formatNumber(houses)}`
          : 'Адресов нет: житель не найдёт своего дома. Загрузите список улиц и домов таблицей.',
      link: { to: '/staff/directories?tab=streets', title: 'Улицы и районы' },
    },
  ];
}
