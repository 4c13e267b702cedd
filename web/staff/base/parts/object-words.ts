import type { ObjectKind, SliceFilter } from '../../../../shared/contract/heatmap/objects.ts';
import type { Address } from '../../../lib/page-address.ts';
import { stringifyQuery } from '../../../lib/url-query.ts';

export const kindWords: Readonly<Record<ObjectKind, string>> = {
  house: 'Дом',
  yard: 'Двор',
  section: 'Участок улицы',
  street: 'Улица',
  stop: 'Остановка',
  landmark: 'Место',
  point: 'Место на карте',
  area: 'Территория',
};

/** How cases are told to belong to an object of a kind. */
export const reachWords: Readonly<Record<ObjectKind, string>> = {
  house: 'дела с этим адресом',
  yard: 'всё в шестидесяти метрах от дома',
  section: 'дела с адресами этих домов',
  street: 'дела с адресами этой улицы',
  stop: 'всё в шестидесяти метрах от остановки',
  landmark: 'всё в ста метрах от места',
  point: 'всё в ста метрах от точки',
  area: 'дела этой территории',
};

export const objectHref = (key: string): Address => `/staff/objects/${encodeURIComponent(key)}`;

/** The case list narrowed to what a number counts. */
export const casesHref = (query: Record<string, string | undefined>): Address =>
  `/staff/cases${stringifyQuery(query)}`;

/** A slice as conditions of the case list. */
export const sliceInList = ({
  from,
  to,
  block,
  districtId,
}: SliceFilter): Record<string, string | undefined> => ({
  from,
  to,
  block,
  districtId,
});
