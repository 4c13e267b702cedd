import type { CityNumber, NumberedKind, NumberState } from '../../contract/group/city-numbers.ts';
import { formatDay } from '../dates.ts';

/** Kinds of papers as a row names them. */
export const numberedKindTitles: Readonly<Record<NumberedKind, string>> = {
  protocol: 'Протокол',
  extract: 'Выписка',
  act: 'Акт о составе',
  assignment: 'Поручение',
  report: 'Отчёт главе',
};

export const numberStateTitles: Readonly<Record<NumberState, string>> = {
  waiting: 'Ждут номера',
  numbered: 'С номером',
  all: 'Все',
};

/** «Протокол № 11/2026». */
export const paperName = ({ kind, ownNumber }: { kind: NumberedKind; ownNumber: string }): string =>
  `${numberedKindTitles[kind]} № ${ownNumber}`;

/** «рег. № 01-15/44 от 30.11.2026», as the forms of papers have it. */
export const registeredWords = ({ number, day }: Pick<CityNumber, 'number' | 'day'>): string =>
  `рег. № ${number} от ${formatDay(day)}`;
