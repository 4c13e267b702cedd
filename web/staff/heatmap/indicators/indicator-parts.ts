import {
  type CaseListId,
  type IndicatorSlice,
  tellList,
} from '../../../../shared/contract/heatmap/indicators.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import type { Address } from '../../../lib/page-address.ts';
import { casesHref } from '../../base/parts/object-words.ts';
/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const indicatorParts = [
  { value: '', label: 'К1–К20' },
  { value: 'equity', label: 'Равенство каналов' },
  { value: 'promise', label: 'Обещано и сделано' },
  { value: 'rework', label: 'Переделки' },
  { value: 'league', label: 'Исполнители' },
] as const;

/** The list of the cases behind a number: its definition, never the numbers of cases. */
export const behindHref = (id: CaseListId, { from, to, ...slice }: IndicatorSlice): Address =>
  casesHref({ told: tellList(id, { from, to }), ...slice });

/** Cases with signs of an organisation in the period, whatever slice is looked at. */
export const signsHref = (unitId: string, period: Period): Address =>
  casesHref({ told: tellList('flagged', period, unitId) });
