import type { FederalKind, FederalPreview, FederalTable } from '../../contract/monitoring/federal.ts';
import { formatNumber } from '../numbers.ts';

export const federalKindTitles: Readonly<Record<FederalKind, string>> = {
  status: 'Статус',
  term: 'Срок',
  answer: 'Ответ',
  'missing-there': 'Нет в файле',
};

export const federalKindHints: Readonly<Record<FederalKind, string>> = {
  status: 'В федеральной системе другой статус. Взять можно только закрытие того, на что здесь уже ответили.',
  term: 'Там назван другой срок. Взятый срок встаёт на место нашего; вышедший не переносится.',
  answer: 'Там другой ответ. Ответы пишут и согласуют здесь.',
  'missing-there': 'Пришли прежним файлом за эти же дни, а в этом их нет.',
};

export const fateTitles: Readonly<Record<FederalPreview['sample'][number]['fate'], string>> = {
  make: 'станет инцидентом',
  link: 'уже в ленте: запишем номер',
  known: 'уже принят',
};

/** «Новых 12, уже в ленте 3, приняты прежде 40, из них с расхождениями 2.» */
export function previewWords({ toMake, toLink, known, differing }: FederalPreview): string {
  const parts = [
    `Новых ${formatNumber(toMake)}`,
    toLink > 0 && `уже в ленте ${formatNumber(toLink)}`,
    `приняты прежде ${formatNumber(known)}`,
    differing > 0 && `из них с расхождениями ${formatNumber(differing)}`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** «Стало инцидентами 12, записан номер у 3, приняты прежде 40.» */
export function takenWords({ made, linked, known }: NonNullable<FederalTable['totals']>): string {
  if (made === 0 && linked === 0) return `Новых нет, приняты прежде: ${formatNumber(known)}.`;
  const parts = [
    `Стало инцидентами ${formatNumber(made)}`,
    linked > 0 && `записан номер у ${formatNumber(linked)}`,
    `приняты прежде ${formatNumber(known)}`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

export const undecidedOf = ({ kinds }: NonNullable<FederalTable['totals']>): number =>
  Object.values(kinds).reduce((sum, { undecided }) => sum + undecided, 0);
