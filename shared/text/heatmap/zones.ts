import type {
  HeatScore,
  HeatTerm,
  HeatTrigger,
  HeatZone,
  PlaceKind,
  ZoneState,
} from '../../contract/heatmap/zones.ts';
import { formatDecimal, formatPercent } from '../numbers.ts';
import { counted } from '../plural.ts';

/** Words of the heat score and of red zones. */

export const zoneStateTitles: Readonly<Record<ZoneState, string>> = {
  open: 'ждёт плана',
  working: 'в работе',
  claimed: 'выход заявлен',
  closed: 'закрыта данными',
};

/** What a zone is of. */
export const placeKindTitles: Readonly<Record<PlaceKind, { single: string; plural: string }>> = {
  district: { single: 'район', plural: 'Районы' },
  subarea: { single: 'часть района', plural: 'Части районов' },
  hexagon: { single: 'шестиугольник карты', plural: 'Шестиугольники' },
};

export const heatZoneTitles: Readonly<Record<HeatZone, string>> = {
  few: 'мало данных',
  green: 'зелёная',
  yellow: 'жёлтая',
  orange: 'оранжевая',
  red: 'красная',
};

/** A hard trigger: what makes a cell red whatever its score. */
export function triggerWords({ kind, count }: HeatTrigger): string {
  switch (kind) {
    case 'on-object':
      return `на одном месте ${counted(count, 'сообщение', 'сообщения', 'сообщений')} за сутки`;
    case 'danger':
      return `${counted(count, 'открытое сообщение', 'открытых сообщения', 'открытых сообщений')} об угрозе людям`;
    case 'beyond-term':
      return `${counted(count, 'дело', 'дела', 'дел')} дольше двух сроков`;
  }
}

/** What a term measures: «45 %», «в 1,3 раза», «нет данных». */
export function measuredWords({ id, measured }: HeatTerm): string {
  if (measured === null) return 'нет данных';
  if (id === 'volume') return `${formatDecimal(measured, 2)} от 90-го процентиля года`;
  if (id === 'growth') return measured > 0 ? `на ${formatPercent(measured)} выше медианы` : 'не выше медианы';
  if (id === 'reach') return `${formatPercent(measured)} от заметного в соцсетях`;
  return formatPercent(measured);
}

/** «82», «—» of a score. */
export const scoreWords = (score: number | null): string => (score === null ? '—' : `${Math.round(score)}`);

/** Why a cell is red, in one line. */
export function zoneReason({ score, triggers }: Pick<HeatScore, 'score' | 'triggers'>): string {
  const told = triggers.map(triggerWords);
  if (score !== null) told.unshift(`балл ${scoreWords(score)}`);
  return told.join('; ');
}
