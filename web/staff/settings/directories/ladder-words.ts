import type {
  LadderDraftStep,
  ladderDeliveries,
  ladderRoles,
} from '../../../../shared/contract/messages/escalation.ts';
import { counted } from '../../../../shared/text/plural.ts';

export const roleWords: Readonly<Record<(typeof ladderRoles)[number], string>> = {
  owner: 'чей ход',
  'unit-head': 'руководитель подразделения',
  coordinator: 'координатор',
  duty: 'дежурный',
  chair: 'руководитель центра',
  head: 'глава',
};

export const deliveryWords: Readonly<Record<(typeof ladderDeliveries)[number], string>> = {
  instant: 'сразу',
  hourly: 'раз в час',
  daily: 'раз в день',
};

/** «прошло 75 % срока», «срок истёк», «через 1 рабочий день после срока». */
export function describeMoment({ share, afterWorkingDays }: LadderDraftStep): string {
  if (afterWorkingDays !== undefined)
    return `через ${counted(afterWorkingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')} после срока`;
  return share === 1 ? 'в конце срока' : `прошло ${Math.round((share ?? 0) * 100)}\u00a0% срока`;
}
