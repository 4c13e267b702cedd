import { findFact, type PackFact, type SuggestedFact } from '../../../base/taxonomy/index.ts';
import { readTone, suggestTopic, topicByOwnWords } from '../../../base/understanding/index.ts';
import { forLists } from '../core/mask-text.ts';

/** What a resident's words are about, as far as the program tells. */
export interface WordsRead {
  /** Best first, three at most. */
  facts: readonly SuggestedFact[];
  /** The one the program is sure of. «Другое» of a block is a doubt by itself. */
  sure: PackFact | null;
  /** One to ask the questions of, though nothing is promised by it: asking costs little, stating a topic costs more. */
  asked: PackFact | null;
}

/** A topic less likely than this decides nothing. */
const LIKELY = 0.1;
/** From this chance a topic that is dangerous is asked about: a doubt is settled for the risk. */
const RISK = 0.35;

/** Reads words as the follow-up of registration does: what it proposes to the operator is what was promised by. */
export function readWords(text: string): WordsRead {
  const shown = forLists(text);
  const facts = suggestTopic(shown);
  const [top] = facts;
  const sure = top?.isSure && !isGeneral(top.factId) ? findFact(top.factId) : undefined;
  return { facts, sure: sure ?? null, asked: sure ? null : findAsked(shown) };
}

function findAsked(text: string): PackFact | null {
  const named = topicByOwnWords(text);
  const fact = named ? findFact(named) : undefined;
  return fact && fact.questions.length > 0 ? fact : null;
}

const isGeneral = (factId: string): boolean => factId.endsWith('.general.other');

/** The topics words may be about: what a range is made of. */
export const likelyFacts = ({ facts }: WordsRead): PackFact[] =>
  facts.filter(({ confidence }) => confidence >= LIKELY).flatMap(({ factId }) => findFact(factId) ?? []);

export interface Danger {
  /** What the person denies when they say that there is none. */
  key: string;
  words: string;
}

/** Whether life may be at risk: by the topic, else by the topics the words remind of, else by the words themselves. */
export function findDanger(text: string, read: WordsRead, chosen: PackFact | null): Danger | null {
  const guessed = read.facts
    .filter(({ confidence }) => confidence >= RISK)
    .flatMap(({ factId }) => findFact(factId) ?? []);
  const risky = [...(chosen ? [chosen] : []), ...guessed].find(({ stopper }) => stopper !== null);
  if (risky) return { key: risky.id, words: risky.stopper! };
  const said = readTone(forLists(text)).find(({ kind }) => kind === 'life');
  return said ? { key: `life:${said.title}`, words: `${said.title}. ${said.say}.` } : null;
}
