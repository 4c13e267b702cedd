import { z } from 'zod';
import { toneMark } from '../../../shared/contract/messages/cases.ts';
import { type Importance, importances } from '../../../shared/contract/monitoring/incidents.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { placeFromText, type ResolvedPlace } from '../../base/territory/index.ts';
import { readTone } from '../../base/understanding/index.ts';
import { makeTitle, readWords } from '../../messages/cases/index.ts';

/** What the program read in the words of a post: proposed, never decided. */
export const incidentOffer = z.object({
  topics: z.array(
    z.object({
      factId: z.string(),
      block: z.string(),
      confidence: z.number(),
      isSure: z.boolean(),
    }),
  ),
  place: z
    .object({
      address: z.string().nullable(),
      streetId: z.string().nullable(),
      house: z.string().nullable(),
      districtId: z.string().nullable(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      h3: z.string().nullable(),
      precision: z.string(),
    })
    .nullable(),
  marks: z.array(toneMark),
  importance: z.enum(importances),
  /** Why that importance, in words. */
  signs: z.array(z.string()),
});
export type IncidentOffer = z.output<typeof incidentOffer>;

const placeOf = (place: ResolvedPlace | null): IncidentOffer['place'] =>
  place && {
    address: place.address,
    streetId: place.streetId,
    house: place.house,
    districtId: place.districtId,
    lat: place.lat,
    lon: place.lon,
    h3: place.h3,
    precision: place.precision,
  };

/** What is advised of an appeal does not hold here: nobody owes a post an answer by 59-ФЗ. */
const sayOf: Partial<Record<z.infer<typeof toneMark>['kind'], string>> = {
  insult: 'Отвечают на вопрос, если он есть; на брань не отвечают. Скрыть можно только по правилам страницы',
};

interface Judged {
  importance: Importance;
  signs: string[];
}

/** Danger to life, or a topic the taxonomy calls urgent, is high; thanks alone are low. */
function judgeImportance(marks: IncidentOffer['marks'], factId: string | undefined): Judged {
  const danger = marks.filter(({ kind }) => kind === 'life' || kind === 'threat');
  const fact = factId === undefined ? undefined : findFact(factId);
  const signs = danger.map(({ title, words }) => (words[0] ? `${title}: «${words[0]}»` : title));
  if (fact?.importance === 'high') signs.push(`срочная тема: ${fact.shortTitle}`);
  if (signs.length > 0) return { importance: 'high', signs };
  const isThanks = marks.length > 0 && marks.every(({ kind }) => kind === 'gratitude');
  return isThanks ? { importance: 'low', signs: ['благодарность'] } : { importance: 'normal', signs: [] };
}

/** Reads the words of a post. About a millisecond; asks nothing of the database. */
export function readPost(text: string): { title: string; offer: IncidentOffer } {
  const { facts, sure } = readWords(text);
  const marks = readTone(text).map((mark) => ({ ...mark, say: sayOf[mark.kind] ?? mark.say }));
  const topics = facts.map(({ factId, block, confidence }) => ({
    factId,
    block,
    confidence,
    isSure: factId === sure?.id,
  }));
  return {
    title: makeTitle(text) || 'Без слов',
    offer: {
      topics,
      place: placeOf(placeFromText(text)),
      marks,
      ...judgeImportance(marks, sure?.id),
    },
  };
}
