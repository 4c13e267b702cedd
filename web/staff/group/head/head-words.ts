import type { Measure } from '../../../../shared/charts/chart.ts';
import { countMeasure, shareMeasure } from '../../../../shared/charts/measures.ts';
import type { HeadMatter, HeadTile } from '../../../../shared/contract/group/head-sheet.ts';
import { formatDecimal, formatNumber } from '../../../../shared/text/numbers.ts';
import { plural } from '../../../../shared/text/plural.ts';
import type { Address } from '../../../lib/page-address.ts';

interface TileWords {
  title: (value: number) => string;
  measure: Measure;
  /** Which way is better. */
  better: 'more' | 'less';
  /** Where its cases or its formula open. */
  href: Address;
  /** Of the days of the sheet's month: opened with them. */
  isOfMonth?: true;
}

export const tileWords: Readonly<Record<HeadTile['id'], TileWords>> = {
  open: {
    title: (value) => `${plural(value, 'дело', 'дела', 'дел')} в работе`,
    measure: countMeasure,
    better: 'less',
    href: '/staff/cases?stage=open',
  },
  overdue: {
    title: () => 'из них просрочено',
    measure: countMeasure,
    better: 'less',
    href: '/staff/cases?overdue=yes',
  },
  inTime: {
    title: () => 'сроков соблюдено',
    measure: shareMeasure,
    better: 'more',
    href: '/staff/indicators',
    isOfMonth: true,
  },
  solved: {
    title: () => 'подтвердили «решено»',
    measure: shareMeasure,
    better: 'more',
    href: '/staff/indicators',
    isOfMonth: true,
  },
};

/** What became of a number in a month: sign, words, and whether it is for the better; null where there is nothing to hold it against. */
export function tellMonth({
  id,
  value,
  before,
}: HeadTile): { change: number; words: string; isGood: boolean } | null {
  if (value === null || before === null) return null;
  const { better, measure } = tileWords[id];
  const isShare = measure === shareMeasure;
  const change = isShare ? Math.round((value - before) * 100) : value - before;
  const isGood = change === 0 || change > 0 === (better === 'more');
  if (change === 0) return { change, words: 'как месяц назад', isGood };
  const size = Math.abs(change);
  const words = isShare
    ? `на ${formatDecimal(size, 0)} п. п. ${isGood ? 'лучше' : 'хуже'}, чем месяц назад`
    : `на ${formatNumber(size)} ${change > 0 ? 'больше' : 'меньше'}, чем месяц назад`;
  return { change, words, isGood };
}

/** What the button that opens a matter says. */
export const openWords: Readonly<Record<HeadMatter['kind'], string>> = {
  problem: 'Кто ведёт',
  zone: 'Зона',
  assignment: 'Поручение',
  burst: 'Сообщения',
  recommendation: 'Решить',
};
