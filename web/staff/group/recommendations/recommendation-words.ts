import type {
  EffectIndicator,
  EffectSide,
  EffectVerdict,
  RecommendationState,
} from '../../../../shared/contract/group/recommendations.ts';
import { formatNumber, formatPercent, formatScore } from '../../../../shared/text/numbers.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const recommendationHref = (id: string): Address => `/staff/recommendations/${id}`;
export const practiceHref = (id: string): Address => `/staff/practices/${id}`;

export const stateWords: Readonly<Record<RecommendationState, { label: string; tone: Tone }>> = {
  proposed: { label: 'ждёт решения', tone: 'info' },
  accepted: { label: 'принята', tone: 'ok' },
  declined: { label: 'отклонена', tone: 'quiet' },
  applied: { label: 'применяется', tone: 'info' },
  measured: { label: 'эффект измерен', tone: 'ok' },
};

export const indicatorTitles: Readonly<Record<EffectIndicator, string>> = {
  received: 'Поступило сообщений',
  inTime: 'Ответов в срок',
  confirmed: 'Жители подтвердили «решено»',
  returned: 'Ответов, возвращённых жителями',
  rating: 'Средняя оценка ответа',
};

export const verdictWords: Readonly<Record<EffectVerdict, { label: string; tone: Tone }>> = {
  better: { label: 'стало лучше', tone: 'ok' },
  worse: { label: 'стало хуже', tone: 'danger' },
  noise: { label: 'в пределах случайности', tone: 'quiet' },
  few: { label: 'мало дел, судить нельзя', tone: 'quiet' },
};

/** A value of an indicator with how many cases it stands on. */
export function sideWords(indicator: EffectIndicator, { value, cases }: EffectSide): string {
  if (value === null) return 'нет данных';
  if (indicator === 'received') return formatNumber(value);
  const told = indicator === 'rating' ? formatScore(value) : formatPercent(value);
  return `${told} (из ${formatNumber(cases)})`;
}
