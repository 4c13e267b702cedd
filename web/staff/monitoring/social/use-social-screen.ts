import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { type IncidentCard, readIncident } from '../../../../shared/contract/monitoring/incidents.ts';
import { call } from '../../../lib/api.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { routeKey, useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { nameTopic } from '../../messages/inbox/choice.ts';
import { stepInFeed } from './feed-state.ts';
import {
  type IncidentChoice,
  type IncidentProposal,
  proposeSorting,
  refuseSorting,
  sortBody,
  turnImportance,
} from './incident-choice.ts';
import { listSocialKeys, type SocialHandlers } from './social-keys.ts';
import type { SocialDialog, SocialScreen } from './social-screen.ts';
import { layTalk } from './talk.ts';
import type { Feed } from './use-feed.ts';
import { type SocialActs, useSocialActs } from './use-social-acts.ts';

const noChoice: IncidentChoice = {};

interface Input {
  feed: Feed;
  listRef: RefObject<HTMLDivElement | null>;
  open: (id: string | null) => void;
  mayPaste: boolean;
}

/** The open incident, what is chosen for it, and every act with its key. */
export function useSocialScreen({ feed, listRef, open, mayPaste }: Input): SocialScreen {
  const topics = useTopics();
  const mayHide = usePermission('moderation.hide');
  const { currentId } = feed.state;
  const query = useRoute(
    readIncident,
    { params: { id: currentId ?? '' } },
    { enabled: currentId !== null, keepOld: false, staleTime: 30_000 },
  );
  const card = query.data?.id === currentId ? query.data : undefined;
  useNextCards(feed);
  const [dialog, setDialog] = useState<SocialDialog | null>(null);
  const [kept, keep] = useState<{ id: string; choice: IncidentChoice }>({ id: '', choice: {} });
  const choice = card && kept.id === card.id ? kept.choice : noChoice;
  const choose = (next: IncidentChoice) => card && keep({ id: card.id, choice: next });
  const proposal = card && proposeSorting(card, choice);
  const refusal = card && proposal ? refuseSorting(card, choice, proposal) : null;
  const acts = useSocialActs({
    feed,
    open,
    acceptedWords: () => acceptedWords(topics, proposal),
    onSorted: () => keep({ id: '', choice: {} }),
  });
  const base = { card, topics, choice, choose, proposal, refusal, acts, setDialog };
  const handlers = makeSocialHandlers({ ...base, feed, open, listRef, mayPaste, mayHide });
  useHotkeys('Лента соцсетей', listSocialKeys(handlers, topics), { active: dialog === null });
  return {
    ...base,
    cardProblem: query.error,
    reloadCard: () => void query.refetch(),
    handlers,
    dialog,
  };
}

/** The next ones are read ahead of time, so that they open at once. */
function useNextCards({ state: { rows, currentId } }: Feed): void {
  const client = useQueryClient();
  const at = rows.findIndex(({ id }) => id === currentId);
  const ahead = rows
    .slice(at + 1, at + 3)
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    for (const id of ahead.split(' ').filter(Boolean)) {
      const input = { params: { id } };
      void client.prefetchQuery({
        queryKey: routeKey(readIncident, input),
        queryFn: ({ signal }) => call(readIncident, input, { signal }),
        staleTime: 30_000,
      });
    }
  }, [client, ahead]);
}

const acceptedWords = (topics: Topics | undefined, proposal: IncidentProposal | undefined): string =>
  [nameTopic(topics, proposal?.block ?? null, proposal?.factId ?? null), proposal?.unit?.title]
    .filter(Boolean)
    .join(', ');

const say = (text: string): void => void showToast(text, { tone: 'problem' });

interface Base extends Input {
  /** Comments of the talk may be taken off by a rule. */
  mayHide: boolean;
  card: IncidentCard | undefined;
  topics: Topics | undefined;
  choice: IncidentChoice;
  choose: (choice: IncidentChoice) => void;
  proposal: IncidentProposal | undefined;
  refusal: string | null;
  acts: SocialActs;
  setDialog: SocialScreen['setDialog'];
}

function makeSocialHandlers(all: Base): SocialHandlers {
  const { feed, card, choice, choose, acts, open, setDialog, listRef } = all;
  /** A dialog for what may be done; else why not. */
  const ask = (dialog: SocialDialog, act: string, refusal: string) => () => {
    if (!card) return;
    if (card.can.includes(act)) setDialog(dialog);
    else say(refusal);
  };
  const change = 'Этот инцидент сейчас не разбирают';
  const seen = card && { params: { id: card.id }, body: { version: card.version } };
  const merge = (into: { id: string; number: string }) =>
    card && acts.merge.mutate({ params: { id: card.id }, body: { version: card.version, intoId: into.id } });
  return {
    next: () => open(stepInFeed(feed.state, 1)),
    back: () => open(stepInFeed(feed.state, -1)),
    accept: () => acceptOffer(all),
    chooseDigit: (digit) => chooseDigit(all, digit),
    openTopic: ask({ kind: 'topic', block: null }, 'sort', change),
    openPlace: ask({ kind: 'place' }, 'sort', change),
    openUnit: ask({ kind: 'unit' }, 'sort', change),
    turnImportance: () => {
      if (!card || !all.proposal) return;
      if (!card.can.includes('sort')) return say(change);
      listRef.current?.focus({ preventScroll: true });
      choose({ ...choice, importance: turnImportance(all.proposal.importance) });
    },
    mergeFirst: () => mergeFirst(all, merge),
    merge,
    openSplit: () => {
      if (card && layTalk(card).members.length < 2) say('Разделять нечего: запись одна');
      else ask({ kind: 'split' }, 'split', 'Разделить можно инцидент, который не окончен')();
    },
    openDismiss: ask({ kind: 'dismiss' }, 'dismiss', 'Отклонить можно, пока за инцидент не взялись'),
    openConvert: ask({ kind: 'convert' }, 'convert', 'Дело из него уже сделано, или он окончен'),
    openRefuse: ask({ kind: 'refuse' }, 'refuse', 'Вернуть можно то, что направлено вам'),
    openClose: ask({ kind: 'close' }, 'close', 'Закрыть можно разобранный инцидент'),
    openHide: (postId) => {
      if (!card) return;
      if (all.mayHide) setDialog({ kind: 'hide', postId });
      else say('Убирать комментарии может модератор или редактор');
    },
    take: () => {
      if (!card || !seen) return;
      if (card.can.includes('take')) acts.take.mutate(seen);
      else say('Принять можно то, что вам направлено');
    },
    restore: () => seen && acts.restore.mutate(seen),
    openPaste: () => (all.mayPaste ? setDialog({ kind: 'paste' }) : say('Вставить ссылку может модератор')),
    openFilter: () => setDialog({ kind: 'filter' }),
    escape: () => choose({}),
  };
}

function acceptOffer({ card, choice, proposal, refusal, acts }: Base): void {
  if (!card || !proposal) return;
  if (refusal) {
    say(refusal);
    return;
  }
  const body = sortBody(card, choice, proposal);
  if (body && !acts.sort.isPending) acts.sort.mutate({ params: { id: card.id }, body });
}

/** A digit names the block; its topics stand under digits too. */
function chooseDigit({ card, topics, setDialog }: Base, digit: number): void {
  if (!card) return;
  if (!card.can.includes('sort')) {
    say('Этот инцидент сейчас не разбирают');
    return;
  }
  const block = topics?.under(digit)[0]?.code;
  if (digit === 0) setDialog({ kind: 'other' });
  else if (block) setDialog({ kind: 'topic', block });
}

function mergeFirst({ card, acts }: Base, merge: SocialHandlers['merge']): void {
  if (!card || acts.merge.isPending) return;
  const [first] = card.offer.like;
  if (!card.can.includes('merge')) say('Слить можно, пока на инцидент не ответили');
  else if (first) merge(first);
  else say('Похожих сейчас нет');
}
