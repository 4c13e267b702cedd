import { useEffect } from 'react';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { useRoute } from '../../lib/query.ts';
import { type SubmitDraftState, wordsToRead } from './submit-draft.ts';
import type { Fact, Taxonomy } from './topic-search.ts';
import type { ReadWords } from './use-reading.ts';

export interface TopicState {
  taxonomy: Taxonomy | undefined;
  /** The topic the message will carry now. */
  fact: Fact | undefined;
  /** Not carried, but asked about: who answers its question has chosen it. */
  asked: Fact | undefined;
  /** Topics the words remind of, best first. */
  guesses: readonly Fact[];
  isRefused: boolean;
  /** The words remind of nothing: the topic can still be chosen by hand. */
  isUnknown: boolean;
  choose: (fact: Fact) => void;
  refuse: () => void;
}

/** The topic of the text: the one the server is sure of while the person writes, theirs once they chose. */
export function useTopic({ value, change }: SubmitDraftState, read: ReadWords): TopicState {
  const taxonomy = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data;
  const { reading, isCurrent } = read;
  const guessed = reading?.sureFact ?? '';
  const words = wordsToRead(value.text);
  useEffect(() => {
    // A guess is of the words that stand there now: words begun anew are not given the topic of those before.
    if (value.topic !== 'suggested' || !isCurrent) return;
    if (guessed !== value.factId || words !== value.factWords) change({ factId: guessed, factWords: words });
  }, [value.topic, value.factId, value.factWords, guessed, words, isCurrent, change]);
  const find = (id: string) => taxonomy?.facts.find((fact) => fact.id === id);
  const facts = reading?.facts ?? [];
  const isFree = value.topic === 'suggested' && guessed === '' && isCurrent;
  return {
    taxonomy,
    fact: value.topic === 'refused' ? undefined : find(value.factId),
    asked: isFree ? find(reading?.askedFact ?? '') : undefined,
    guesses: facts.slice(0, 3).flatMap(({ factId }) => find(factId) ?? []),
    isRefused: value.topic === 'refused',
    isUnknown: reading !== undefined && facts.length === 0,
    choose: (fact) => change({ factId: fact.id, topic: 'chosen', answers: {} }),
    refuse: () => change({ factId: '', topic: 'refused', answers: {} }),
  };
}
