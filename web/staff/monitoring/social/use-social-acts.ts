import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import * as acts from '../../../../shared/contract/monitoring/incident-acts.ts';
import { type IncidentCard, readIncident } from '../../../../shared/contract/monitoring/incidents.ts';
import { dismissReasonTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { type Command, useCommand } from '../../../lib/commands/use-command.ts';
import { refreshModules, routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { afterCurrent, leaveFeed, returnToFeed } from './feed-state.ts';
import type { Feed } from './use-feed.ts';

type Card = IncidentCard;

export interface SocialActs {
  sort: Command<typeof acts.sortIncident>;
  dismiss: Command<typeof acts.dismissIncident>;
  restore: Command<typeof acts.restoreIncident>;
  merge: Command<typeof acts.mergeIncident>;
  take: Command<typeof acts.takeIncident>;
  /** It is no more of this tab: the next one opens. */
  leave: (id: string) => void;
}

interface Input {
  feed: Feed;
  /** Opens an incident, or none. */
  open: (id: string | null) => void;
  /** «ЖКХ · отопление, Управление ЖКХ»: what was accepted. */
  acceptedWords: () => string;
  /** What was changed of the offer is in force now. */
  onSorted: () => void;
}

type Keep = (card: Card) => void;

interface Hands {
  keep: Keep;
  placeOf: (id: string) => number;
  leave: (id: string) => void;
  /** Takes the act back by its opposite; the line comes to where it stood. */
  takeBack: (id: string, version: number, at: number) => Promise<void>;
  /** The latest look at the feed, for what runs after a reply. */
  now: () => Feed;
}

function useHands({ feed, open }: Pick<Input, 'feed' | 'open'>): Hands {
  const client = useQueryClient();
  const latest = useRef(feed);
  latest.current = feed;
  const keep: Keep = (card) =>
    void client.setQueryData(routeKey(readIncident, { params: { id: card.id } }), card);
  return {
    keep,
    now: () => latest.current,
    placeOf: (id) => latest.current.state.rows.findIndex((row) => row.id === id),
    leave: (id) => {
      const { state, change } = latest.current;
      const next = state.currentId === id ? afterCurrent(state) : state.currentId;
      change((old) => leaveFeed(old, id));
      open(next);
    },
    takeBack: async (id, version, at) => {
      const card = await perform(acts.restoreIncident, { params: { id }, body: { version } });
      if (!card) return;
      keep(card);
      latest.current.change((old) => returnToFeed(old, card, at));
      open(id);
      await refreshModules(client, ['incidents']);
    },
  };
}

/** A merge is taken back by the version of what was merged, which is its own: it is read first. */
async function splitBack({ takeBack }: Hands, id: string, at: number): Promise<void> {
  try {
    const merged = await call(readIncident, { params: { id } });
    await takeBack(id, merged.version, at);
  } catch (error) {
    tellFailure(asProblem(error), { title: 'Не разделено' });
  }
}

/** What is done with an incident at once; what has an opposite can be taken back by Z. */
export function useSocialActs({ feed, open, acceptedWords, onSorted }: Input): SocialActs {
  const hands = useHands({ feed, open });
  const { keep, leave, placeOf, takeBack, now } = hands;
  const sort = useCommand(acts.sortIncident, {
    onDone: (card) => {
      keep(card);
      showToast(`Принято: ${acceptedWords()}`);
      onSorted();
      const next = afterCurrent(now().state);
      if (now().state.currentId === card.id && next !== null) open(next);
    },
  });
  const dismiss = useCommand(acts.dismissIncident, {
    onDone: (card, { body }) => {
      const at = placeOf(card.id);
      keep(card);
      leave(card.id);
      showToast(`Отклонено: ${dismissReasonTitles[body.reason]}`, {
        undo: () => void takeBack(card.id, card.version, at),
      });
    },
  });
  const merge = useCommand(acts.mergeIncident, {
    onDone: (into, { params }) => {
      const at = placeOf(params.id);
      keep(into);
      now().change((old) => leaveFeed(old, params.id));
      open(into.id);
      showToast(`Слито с ${into.number}`, { undo: () => void splitBack(hands, params.id, at) });
    },
  });
  const restore = useCommand(acts.restoreIncident, { done: 'Возвращено в ленту', onDone: keep });
  const take = useCommand(acts.takeIncident, { done: 'Принято в работу', onDone: keep });
  return { sort, dismiss, restore, merge, take, leave };
}
