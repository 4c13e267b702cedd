import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import { identityLevels } from '../../../../shared/contract/base/identity.ts';
import { decideRegime } from '../../regimes/index.ts';
import { reachesLevel } from './level.ts';

/** How a resident is known, in the words of the pack of regimes: by Госуслуги, or by an account with a contact they answered from. */
export const appealIdentityOf = (level: IdentityLevel): string => (level === 'social' ? 'phone' : level);

interface Lawful {
  level: IdentityLevel;
  /** The article it stands on. */
  legal: string;
}

/** The least level with which the law takes an appeal through the site, by the pack of the day; null = by none it is named. */
export function lawfulAppealLevel(today: string): Lawful | null {
  for (const level of identityLevels) {
    const decision = decideRegime({
      channel: 'site_form',
      identity: appealIdentityOf(level),
      declares: 'appeal',
      receivedOn: today,
    });
    if (decision.regime === 'appeal_59fz') return { level, legal: decision.legal };
  }
  return null;
}

/** Why an appeal cannot be asked for so much; null = the law asks as much itself. */
export function refuseForAppeal(level: IdentityLevel, today: string): string | null {
  const lawful = lawfulAppealLevel(today);
  if (lawful && reachesLevel(lawful.level, level)) return null;
  return lawful
    ? `Обращение по 59-ФЗ нельзя ограничить сильнее, чем велит закон (${lawful.legal}): право на обращение у каждого. Требовать больше можно только для сообщений.`
    : 'Обращение по 59-ФЗ нельзя ограничить: право на обращение у каждого.';
}
