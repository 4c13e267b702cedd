import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import {
  getCalendar,
  type PublicationCalendar,
  type PublicationCard,
  readPublication,
} from '../../../../shared/contract/pages/publications.ts';
import { moveVariant, retryVariant } from '../../../../shared/contract/pages/publications-variants.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { refreshModules, routeKey } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { type MovableItem, onDay, withMoved } from './calendar/calendar-cells.ts';
import { dayTitle } from './publication-words.ts';
import { localMoment } from './writing/windows.ts';

type Card = PublicationCard;

export const keepCard = (client: QueryClient, card: Card): void =>
  void client.setQueryData(routeKey(readPublication, { params: { id: card.id } }), card);

/** The calendars at hand, as they will be. */
const showMoved = (client: QueryClient, variantId: string, at: string, zone: string): void =>
  void client.setQueriesData<PublicationCalendar>(
    { queryKey: routeKey(getCalendar) },
    (old) => old && withMoved(old, variantId, at, zone),
  );

/** A cell knows no version: the card is read first. Null once its failure has been told. */
async function readFirst(client: QueryClient, id: string, title: string): Promise<Card | null> {
  try {
    const card = await call(readPublication, { params: { id } });
    keepCard(client, card);
    return card;
  } catch (error) {
    tellFailure(asProblem(error), { title });
    return null;
  }
}

interface Move {
  item: MovableItem;
  at: string;
  /** Null: the card has to be read. */
  version: number | null;
}

async function sendMove(client: QueryClient, { item, at, version }: Move): Promise<Card | null> {
  const { variantId, publicationId } = item;
  const seen = version ?? (await readFirst(client, publicationId, 'Не перенесено'))?.version;
  if (seen === undefined) return null;
  return perform(moveVariant, { params: { id: variantId }, body: { version: seen, dueAt: at } });
}

/** What is done with an item right in the calendar: it moves at once, and comes back where the server refuses or the person thinks better. */
export function useVariantActs(onMoved: (variantId: string) => void) {
  const client = useQueryClient();
  const zone = useZone();
  const latest = useRef(onMoved);
  latest.current = onMoved;
  return useMemo(() => {
    const run = async (move: Move): Promise<Card | null> => {
      await client.cancelQueries({ queryKey: routeKey(getCalendar) });
      latest.current(move.item.variantId);
      showMoved(client, move.item.variantId, move.at, zone);
      const card = await sendMove(client, move);
      if (card) keepCard(client, card);
      // Refused, it comes back where it stood.
      await refreshModules(client, ['publications']);
      return card;
    };
    const move = async (item: MovableItem, day: string): Promise<void> => {
      const at = onDay(item.at, day, zone);
      const card = await run({ item, at, version: null });
      if (!card) return;
      const { time } = localMoment(at, zone);
      showToast(`Перенесено: ${dayTitle(day)}, ${time}`, {
        undo: () => void run({ item, at: item.at, version: card.version }),
      });
    };
    const retry = async (variant: { publicationId: string; variantId: string }): Promise<void> => {
      const card = await readFirst(client, variant.publicationId, 'Не отправлено');
      if (!card) return;
      const { version } = card;
      const next = await perform(retryVariant, { params: { id: variant.variantId }, body: { version } });
      if (!next) return;
      keepCard(client, next);
      showToast('Отправлено снова');
      await refreshModules(client, ['publications']);
    };
    return {
      move: (item: MovableItem, day: string) => void move(item, day),
      retry: (variant: { publicationId: string; variantId: string }) => void retry(variant),
    };
  }, [client, zone]);
}
