import type { PlaceInput } from '../../../../shared/contract/messages/cases.ts';
import type { sortIncident } from '../../../../shared/contract/monitoring/incident-acts.ts';
import type { Importance, IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';

/** What was changed of the offer; empty = as offered. It belongs to one incident and is gone with it. */
export interface IncidentChoice {
  block?: string;
  factId?: string;
  /** Null: no place. */
  place?: { input: PlaceInput; label: string } | null;
  /** Null: it stays with whoever sorts it. */
  unit?: { id: string; title: string } | null;
  importance?: Importance;
}

/** What Enter would do. */
export interface IncidentProposal {
  block: string | null;
  factId: string | null;
  /** 0–1; null where a person has chosen the topic. */
  confidence: number | null;
  /** Else Enter waits for a topic. */
  isSure: boolean;
  address: string | null;
  unit: { id: string; title: string } | null;
  importance: Importance;
}

const topicOf = (card: IncidentCard, choice: IncidentChoice) => {
  if (choice.factId !== undefined)
    return { block: choice.block ?? null, factId: choice.factId, confidence: null, isSure: true };
  if (card.factId !== null && card.isSorted)
    return { block: card.block, factId: card.factId, confidence: null, isSure: true };
  const [best] = card.offer.topics;
  if (!best) return { block: card.block, factId: null, confidence: null, isSure: false };
  const { block, factId, confidence, isSure } = best;
  return { block, factId, confidence, isSure };
};

/** The person's choice, else what a person decided before, else what the program read. */
export function proposeSorting(card: IncidentCard, choice: IncidentChoice): IncidentProposal {
  const kept = card.unitId && card.unitTitle ? { id: card.unitId, title: card.unitTitle } : null;
  const unit = card.isSorted ? kept : card.offer.unit;
  const read = card.isSorted ? card.address : (card.address ?? card.offer.address);
  return {
    ...topicOf(card, choice),
    address: choice.place === undefined ? read : (choice.place?.label ?? null),
    unit: choice.unit === undefined ? unit : choice.unit,
    importance: choice.importance ?? (card.isSorted ? card.importance : card.offer.importance),
  };
}

/** Whether anything of the offer was changed. */
export const isChanged = (choice: IncidentChoice): boolean => Object.keys(choice).length > 0;

/** Why Enter cannot accept it now; null when it can. One that came back is decided anew, be it by the same. */
export function refuseSorting(
  card: IncidentCard,
  choice: IncidentChoice,
  { factId, isSure }: IncidentProposal,
): string | null {
  if (!card.can.includes('sort')) return 'Этот инцидент сейчас не разбирают';
  if (card.isSorted && card.status !== 'refused' && !isChanged(choice))
    return 'Уже разобрано: измените что-нибудь, и можно записать';
  if (factId === null) return 'Тема не определена: выберите блок цифрой 1–9, 0';
  return isSure ? null : 'Не уверен в теме: выберите блок цифрой 1–9, 0';
}

type SortBody = RouteInput<typeof sortIncident>['body'];

/** The place that is seen, as the command takes it: it is read anew from its words, a bare point stays a point. */
function placeOf(
  { lat, lon }: IncidentCard,
  choice: IncidentChoice,
  address: string | null,
): SortBody['place'] {
  if (choice.place !== undefined) return choice.place?.input ?? null;
  if (address !== null) return { address };
  return lat !== null && lon !== null ? { lat, lon } : null;
}

/** The command: what stands on the screen, never what the server would find by itself. */
export function sortBody(
  card: IncidentCard,
  choice: IncidentChoice,
  { factId, address, unit, importance }: IncidentProposal,
): SortBody | null {
  if (factId === null) return null;
  return {
    version: card.version,
    factId,
    place: placeOf(card, choice, address),
    importance,
    unitId: unit?.id ?? null,
  };
}

/** «!»: high, and back. */
export const turnImportance = (now: Importance): Importance => (now === 'high' ? 'normal' : 'high');

/** Topics of a block by their place under the digits: those read in the words first, the general one last; nine at most. */
export function topicsOfBlock(
  block: string,
  offered: IncidentCard['offer']['topics'],
  facts: readonly { id: string; block: string; title: string }[],
): { factId: string; title: string; confidence: number | null }[] {
  const read = offered.filter((one) => one.block === block);
  const general = `${block}.general.other`;
  const others = facts.filter(
    (fact) => fact.block === block && fact.id !== general && !read.some(({ factId }) => factId === fact.id),
  );
  const first = [
    ...read
      .filter(({ factId }) => factId !== general)
      .map(({ factId, title, confidence }) => ({ factId, title, confidence })),
    ...others.map(({ id, title }) => ({ factId: id, title, confidence: null })),
  ].slice(0, 8);
  return [...first, { factId: general, title: 'Общая тема блока', confidence: null }];
}
