import { useQueryClient } from '@tanstack/react-query';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../../shared/contract/pages/publications-acts.ts';
import { dropOutside } from '../../../../../shared/contract/pages/publications-outside.ts';
import * as onPages from '../../../../../shared/contract/pages/publications-variants.ts';
import { perform } from '../../../../lib/commands/perform.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { refreshModules } from '../../../../lib/query.ts';
import { showToast } from '../../../../lib/toast.ts';
import { keepCard } from '../use-variant-acts.ts';

export type PieceActs = ReturnType<typeof usePieceActs>;

/** What a consent came to. */
function approvedWords({ state, approvalsLeft }: PublicationCard): string {
  if (state === 'approved') return 'Согласовано';
  return approvalsLeft > 0 ? 'Согласовано: нужен ещё один человек' : 'Согласовано: ждём ответа по ссылке';
}

/** What is done with a piece as a whole; handing it over can be taken back by Z. */
export function usePieceActs() {
  const client = useQueryClient();
  const keep = (card: PublicationCard) => keepCard(client, card);
  const approve = useCommand(acts.approvePublication, {
    onDone: (card) => {
      keep(card);
      showToast(approvedWords(card));
    },
  });
  const recall = useCommand(acts.recallPublication, { done: 'Публикация снова у вас', onDone: keep });
  const copy = useCommand(acts.copyPublication, {
    done: 'Похожая начата: поправьте текст и время',
    onDone: keep,
  });
  const review = useCommand(acts.reviewUrgent, { done: 'Срочная публикация проверена', onDone: keep });
  const retry = useCommand(onPages.retryVariant, { done: 'Отправлено снова', onDone: keep });
  const approveChange = useCommand(onPages.approveCorrection, {
    done: 'Исправление согласовано',
    onDone: keep,
  });
  const settle = useCommand(onPages.settleCorrection, { onDone: keep });
  const drop = useCommand(dropOutside, { done: 'Больше не ждём', onDone: keep });
  return { approve, copy, recall, review, retry, approveChange, settle, dropOutside: drop };
}

/** «На согласовании», with a way back while nobody has agreed. */
export function useSubmittedNotice() {
  const client = useQueryClient();
  return (card: PublicationCard): void => {
    const { id, version } = card;
    const undo = async (): Promise<void> => {
      const back = await perform(acts.recallPublication, { params: { id }, body: { version } });
      if (!back) return;
      keepCard(client, back);
      await refreshModules(client, ['publications']);
    };
    showToast('Отдано на согласование', { undo: () => void undo() });
  };
}

/** Puts a card as the server gave it where the screen reads it. */
export function useKeepCard(): (card: PublicationCard) => void {
  const client = useQueryClient();
  return (card) => keepCard(client, card);
}

/** After an act of a dialog: the card is as the server gave it. */
export function useDoneAct(onClose: () => void): (card: PublicationCard) => void {
  const client = useQueryClient();
  return (card) => {
    keepCard(client, card);
    onClose();
  };
}
