import type { HeatSource } from '../../../shared/contract/heatmap/heatmap.ts';
import { channelTitles } from '../../../shared/text/channels.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';

/** A filter of the heat map in words, for whoever reads it on paper. */

export const tellPeriod = ({ from, to }: { from: string; to: string }): [string, string] => [
  'Период',
  `${formatDay(from)}–${formatDay(to)}`,
];

/** Nothing where cases alone are counted, as ever. */
export function tellSource(source: HeatSource | undefined): [string, string][] {
  if (source === undefined || source === 'cases') return [];
  return [['Откуда', source === 'both' ? 'сообщения и соцсети, ставшее делом — одно' : 'инциденты соцсетей']];
}

export const tellChannel = (channel: keyof typeof channelTitles | undefined): [string, string] => [
  'Канал',
  channel ? channelTitles[channel] : 'все',
];

export function tellBlock(code: string | undefined): [string, string] {
  if (code === undefined) return ['Блок', 'все'];
  return ['Блок', code === 'none' ? 'тема не определена' : (findBlock(code)?.title ?? code)];
}

export function tellDistrict(id: string | undefined): [string, string] {
  if (id === undefined) return ['Территория', 'вся'];
  if (id === 'none') return ['Территория', 'без места'];
  const title = id.endsWith('.none')
    ? `${districtTitle(id.slice(0, -'.none'.length))}, без уточнения`
    : districtTitle(id);
  return ['Территория', title];
}

/** An outline has no name: where it lies, its map shows. Nothing where the whole city was asked. */
export const tellArea = (area: string | undefined): [string, string][] =>
  area === undefined ? [] : [['Участок', 'обведён на карте']];
