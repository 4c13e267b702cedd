import {
  type CaseListId,
  type IndicatorSlice,
  tellList,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { isOfIncidents } from '../../../../shared/text/heatmap/indicators.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import type { Address } from '../../../lib/page-address.ts';
import { stringifyQuery } from '../../../lib/url-query.ts';
import { casesHref } from '../../base/parts/object-words.ts';
/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const indicatorParts = [
  { value: '', label: 'К1–К20' },
  { value: 'equity', label: 'Равенство каналов' },
  { value: 'promise', label: 'Обещано и сделано' },
  { value: 'rework', label: 'Переделки' },
  { value: 'league', label: 'Исполнители' },
  { value: 'networks', label: 'Ответы в соцсетях' },
] as const;

/** The list behind a number, of cases or of incidents: its definition, never their numbers. */
export const behindHref = (id: CaseListId, { from, to, ...slice }: IndicatorSlice): Address =>
  isOfIncidents(id)
    ? incidentsHref(tellList(id, { from, to }), slice)
    : casesHref({ told: tellList(id, { from, to }), ...slice });

/** The incidents of a number in the feed, narrowed as the number is. */
export const incidentsHref = (
  told: string,
  { block, districtId, unitId, factId, channel }: Omit<IndicatorSlice, 'from' | 'to'>,
): Address =>
  `/staff/social${stringifyQuery({ told, block, district: districtId, unit: unitId, fact: factId, channel })}`;

/** Cases with signs of an organisation in the period, whatever slice is looked at. */
export const signsHref = (unitId: string, period: Period): Address =>
  casesHref({ told: tellList('flagged', period, unitId) });
