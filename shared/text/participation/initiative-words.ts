import type { InitiativeState, InitiativeVerdict } from '../../contract/participation/initiatives.ts';
import { counted } from '../plural.ts';

/** Names of what initiatives have, as staff and residents read them. */

export const initiativeStateTitles: Readonly<Record<InitiativeState, string>> = {
  waiting: 'на проверке',
  refused: 'отказано',
  open: 'собирает поддержку',
  reached: 'ждёт ответа города',
  accepted: 'принята, ждёт решения',
  declined: 'не принята',
  decided: 'решение принято',
  ended: 'не набрала поддержки',
};

export const initiativeVerdictTitles: Readonly<Record<InitiativeVerdict, string>> = {
  accepted: 'Принята',
  'accepted-partly': 'Принята частично',
  declined: 'Не принята',
};

/** Seen by everybody: neither what waits nor what was refused. */
export const isShownToAll = (state: InitiativeState): boolean => state !== 'waiting' && state !== 'refused';

export const countedSupports = (count: number): string => counted(count, 'голос', 'голоса', 'голосов');

/** «34 голоса из 100» */
export const supportWords = ({
  supports,
  threshold,
}: {
  supports: number;
  threshold: number | null;
}): string =>
  threshold === null ? countedSupports(supports) : `${countedSupports(supports)} из ${threshold}`;
