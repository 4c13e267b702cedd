import type { CaseRow, ToneMark } from '../../../../shared/contract/messages/cases.ts';
import type { Tone } from '../../../ui/mark.tsx';

/** How each mark of tone is named and coloured. */
export const toneWords: Readonly<Record<ToneMark['kind'], { title: string; tone: Tone }>> = {
  life: { title: 'Опасность', tone: 'danger' },
  threat: { title: 'Угроза', tone: 'danger' },
  insult: { title: 'Брань', tone: 'warning' },
  irony: { title: 'Возможна ирония', tone: 'info' },
  gratitude: { title: 'Благодарность', tone: 'ok' },
};

/** Marks that stand: what a person has taken off is shown no more. */
export const standingTone = (row: Pick<CaseRow, 'tone' | 'toneCheck'>): readonly ToneMark[] =>
  row.toneCheck === 'dismissed' ? [] : row.tone;

/** Abuse and threats are folded until somebody wants to read them. */
export const isFolded = (row: Pick<CaseRow, 'tone' | 'toneCheck'>): boolean =>
  standingTone(row).some(({ kind }) => kind === 'insult' || kind === 'threat');

/** «брань», «угроза»: why a text is folded. */
export const foldedWhy = (row: Pick<CaseRow, 'tone' | 'toneCheck'>): string =>
  standingTone(row)
    .filter(({ kind }) => kind === 'insult' || kind === 'threat')
    .map(({ kind }) => toneWords[kind].title.toLocaleLowerCase('ru'))
    .join(', ');
