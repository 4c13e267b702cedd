import type { FederalKind } from '../../../shared/contract/monitoring/federal.ts';
import type { IncidentStatus } from '../../../shared/contract/monitoring/incidents.ts';
import { type FederalPack, readFederalStage, stageOfIncident } from './pack.ts';

interface Asked {
  kind: FederalKind;
  theirs: string | null;
}

interface Ours {
  status: IncidentStatus;
  dueAt: Date | null;
}

/** Why theirs cannot be taken by a press; null when it can. What moves by acts of ours alone is moved by them. */
export function whyNotTaken(
  { kind, theirs }: Asked,
  { status, dueAt }: Ours,
  pack: Pick<FederalPack, 'statuses'>,
  now: Date,
): string | null {
  switch (kind) {
    case 'missing-there':
      return 'В их таблице этого инцидента нет: выгрузите наши и внесите его там.';
    case 'answer':
      return 'Ответ пишут и согласуют здесь: откройте инцидент и ответьте или закройте его.';
    case 'term':
      return dueAt !== null && dueAt < now ? 'Срок уже вышел: новый срок этого не отменит.' : null;
    case 'status':
      return stageOfIncident(status) === 'answered' && readFederalStage(theirs ?? '', pack) === 'closed'
        ? null
        : 'Состояние меняется ходом инцидента: откройте его и сделайте следующий шаг.';
  }
}
