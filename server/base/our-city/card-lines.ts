import type { CityCard } from '../../../shared/contract/base/our-city.ts';
import { findCityEdition, whoAnswers } from '../../lib/city.ts';
import { missingOr, type ReadinessLine } from '../../lib/readiness.ts';

const link = { to: '/staff/our-city?tab=card', title: 'Карточка города' };

/** Which of these are empty. */
const gaps = (fields: readonly (readonly [value: string | undefined, title: string])[]): string[] =>
  fields.filter(([value]) => !value).map(([, title]) => title);

function line(id: string, title: string, missing: readonly string[], done: string): ReadinessLine {
  return { id, title, isDone: missing.length === 0, isRequired: true, words: missingOr(missing, done), link };
}

/** What the card has to say before residents come. */
export function judgeCard(card: CityCard | undefined): ReadinessLine[] {
  const { names, organisation } = card ?? {};
  const { operator } = whoAnswers(card);
  return [
    line(
      'city',
      'Город назван',
      gaps([
        [names?.title.nominative, 'муниципальное образование'],
        [names?.title.genitive, 'его родительный падеж'],
        [names?.town.nominative, 'город'],
      ]),
      names?.title.nominative ?? '',
    ),
    line(
      'organisation',
      'Организация и бланк',
      gaps([
        [organisation?.full, 'полное название'],
        [organisation?.inn, 'ИНН'],
        [organisation?.address, 'адрес'],
        [organisation?.phone, 'телефон'],
        [organisation?.email, 'почта'],
        [organisation?.place, 'место издания бумаг'],
      ]),
      organisation?.full ?? '',
    ),
    line(
      'operator',
      'Кто отвечает за личные данные',
      gaps([
        [operator.name, 'наименование оператора'],
        [operator.address, 'адрес'],
        [card?.operator.contact, 'куда обращаться о своих данных'],
      ]),
      operator.name,
    ),
  ];
}

export const listCardLines = async (): Promise<ReadinessLine[]> => judgeCard(findCityEdition()?.card);
