import { useEffect, useState } from 'react';
import { getTaxonomy } from '../../../shared/contract/taxonomy.ts';
import { suggestTopic } from '../../../shared/contract/understanding.ts';
import { useRoute } from '../../lib/query.ts';
import type { SubmitDraftState } from './submit-draft.ts';
import type { Fact, Taxonomy } from './topic-search.ts';

/** Confidence from which one topic is offered as the answer; below it the person chooses among a few. */
const sure = 0.35;
const minLetters = 8;
/** The topic is in the first words; the rest of a long text need not travel at every pause. */
const enough = 5000;

export interface TopicState {
  taxonomy: Taxonomy | undefined;
  /** The topic the message will carry now. */
  fact: Fact | undefined;
  /** Topics the words remind of, best first. */
  guesses: readonly Fact[];
  isRefused: boolean;
  /** The words remind of nothing: the topic can still be chosen by hand. */
  isUnknown: boolean;
  choose: (fact: Fact) => void;
  refuse: () => void;
}

/** The topic of the text: guessed while the person writes, theirs once they chose. */
export function useTopic({ value, change }: SubmitDraftState): TopicState {
  const taxonomy = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data;
  const written = value.text.trim().slice(0, enough);
  const settled = useSettled(written, 500);
  const isLong = settled.length >= minLetters;
  const suggestion = useRoute(suggestTopic, { body: { text: settled } }, { enabled: isLong });
  const suggested = isLong ? (suggestion.data?.facts ?? []) : [];
  const best = suggested[0];
  const guessed = best && best.confidence >= sure ? best.factId : '';
  // A guess is of the words that stand there now: words begun anew are not given the topic of those before.
  const isCurrent = settled === written && (!isLong || !suggestion.isPlaceholderData);
  useEffect(() => {
    if (value.topic === 'suggested' && guessed !== value.factId && isCurrent) change({ factId: guessed });
  }, [value.topic, value.factId, guessed, isCurrent, change]);
  const find = (id: string) => taxonomy?.facts.find((fact) => fact.id === id);
  return {
    taxonomy,
    fact: value.topic === 'refused' ? undefined : find(value.factId),
    guesses: suggested.slice(0, 3).flatMap(({ factId }) => find(factId) ?? []),
    isRefused: value.topic === 'refused',
    isUnknown: isLong && suggested.length === 0 && !suggestion.isFetching,
    choose: (fact) => change({ factId: fact.id, topic: 'chosen', answers: {} }),
    refuse: () => change({ factId: '', topic: 'refused', answers: {} }),
  };
}

/** The value once it has not changed for a while. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
