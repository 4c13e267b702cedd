import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { RankedFact } from '../../../../shared/contract/messages/cases-card.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type BlockTopic, topicOfBlock } from './block-topic.ts';
import { generalOf, isGeneral, offerFacts, type TriageChoice } from './fact-offer.ts';

/** From this confidence a place of the text is part of what Enter takes; below it W takes it. */
export const surePlace = 0.9;

/** The place Enter would give the message, as its number among those the words name; null = it stays as it is. */
export function proposePlace(row: CaseRow, choice: TriageChoice): number | null {
  if (choice.placeAt !== undefined) return choice.placeAt;
  const [best] = row.placeSuggestions;
  // Words alone and whole districts are no place a crew can drive to: only by the operator's own key.
  const isPlace = best !== undefined && best.kind !== 'text' && best.kind !== 'district';
  return isPlace && best.confidence >= surePlace ? 0 : null;
}

/** W: the first place of the text, the next, none, and the first again. */
export function turnPlace(row: CaseRow, choice: TriageChoice): TriageChoice {
  const at = proposePlace(row, choice);
  const next = at === null ? 0 : at + 1;
  return { ...choice, placeAt: next < row.placeSuggestions.length ? next : null };
}

/** What a triage command is told of the choice: the topic on the screen, never one the server would find by itself. */
export function commandOf(row: CaseRow, choice: TriageChoice, proposal: Pick<Proposal, 'block' | 'factId'>) {
  const { placeAt: _, within: __, ...rest } = choice;
  const at = proposePlace(row, choice);
  const { block, factId } = proposal;
  const topic = choice.block !== undefined && block !== null && factId !== null ? { block, factId } : {};
  return { ...rest, ...topic, ...(at !== null && { placeAt: at }) };
}

/** Another topic has another executor; the place stays chosen. */
export const keepPlace = ({ placeAt }: TriageChoice): TriageChoice =>
  placeAt === undefined ? {} : { placeAt };

export interface Proposal {
  block: string | null;
  factId: string | null;
  /** 0–1; null when a person chose the topic. */
  confidence: number | null;
  /** Else Enter waits for a key: confidence below the threshold of the fact. */
  isSure: boolean;
  /** The person's words for the topic and against it; empty when a person chose. */
  words: readonly string[];
  against: readonly string[];
  /** Why this fact stands where a digit has named the block alone. */
  because?: BlockTopic['because'];
}

/** What is known of facts beyond their chances: dangers and terms. */
export interface FactBook {
  isDanger: (factId: string) => boolean;
  /** Length of its term in hours; null while unknown. */
  hours: (factId: string) => number | null;
}

const noBook: FactBook = { isDanger: () => false, hours: () => null };

/**
 * What Enter would do with a message: the operator's choice, else the topic a person gave it before, else the best
 * suggestion. With a digit alone the rule of `block-topic.ts` finds the fact.
 */
export function propose(
  row: CaseRow,
  choice: TriageChoice,
  ranked: readonly RankedFact[] = [],
  book: FactBook = noBook,
): Proposal {
  const chosen = (block: string | null, factId: string | null): Proposal => ({
    block,
    factId,
    confidence: null,
    isSure: true,
    words: [],
    against: [],
  });
  if (choice.factId) return chosen(choice.block ?? null, choice.factId);
  const own = row.factId && row.block ? { block: row.block, factId: row.factId } : null;
  if (choice.block) {
    if (own?.block === choice.block) return chosen(own.block, own.factId);
    const options = optionsOf(offerFacts(row, { ...choice, within: choice.block }, ranked), book);
    const { factId, because } = topicOfBlock(generalOf(choice.block), options);
    return { ...chosen(choice.block, factId), because };
  }
  if (own) return chosen(own.block, own.factId);
  const best = row.suggestion[0];
  if (!best)
    return { block: row.block, factId: null, confidence: null, isSure: false, words: [], against: [] };
  const { block, factId, confidence, isSure, words, against } = best;
  return { block, factId, confidence, isSure, words, against };
}

/** Facts as the rule of terms sees them. */
export const optionsOf = (facts: readonly RankedFact[], book: FactBook) =>
  facts.map(({ factId, confidence, isSure }) => ({
    factId,
    confidence,
    isSure,
    isDanger: book.isDanger(factId),
    hours: book.hours(factId),
  }));

/** «Дороги · яма» of a fact, «Дороги» of a general one. */
export function nameTopic(topics: Topics | undefined, block: string | null, factId: string | null): string {
  const blockTitle = topics?.block(block)?.shortTitle ?? '';
  const fact = topics?.fact(factId);
  if (!fact || isGeneral(fact.id)) return blockTitle;
  return `${blockTitle} · ${fact.shortTitle}`;
}
