import { useQueryClient } from '@tanstack/react-query';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../../shared/contract/pages/publications-acts.ts';
import * as onPages from '../../../../../shared/contract/pages/publications-variants.ts';
import { perform } from '../../../../lib/commands/perform.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { refreshModules } from '../../../../lib/query.ts';
import { showToast } from '../../../../lib/toast.ts';
import { keepCard } from '../use-variant-acts.ts';

export type PieceActs = ReturnType<typeof usePieceActs>;

/** What is done with a piece as a whole; handing it over can be taken back by Z. */
export function usePieceActs() {
  const client = useQueryClient();
  const keep = (card: PublicationCard) => keepCard(client, card);
  const approve = useCommand(acts.approvePublication, {
    onDone: (card) => {
      keep(card);
      showToast(card.approvalsLeft > 0 ? 'Согласовано: нужен ещё один человек' : 'Согласовано');
    },
  });
  const recall = useCommand(acts.recallPublication, { done: 'Публикация снова у вас', onDone: keep });
  const review = useCommand(acts.reviewUrgent, { done: 'Срочная публикация проверена', onDone: keep });
  const retry = useCommand(onPages.retryVariant, { done: 'Отправлено снова', onDone: keep });
  const approveChange = useCommand(onPages.approveCorrection, {
    done: 'Исправление согласовано',
    onDone: keep,
  });
  const settle = useCommand(onPages.settleCorrection, { onDone: keep });
  return { approve, recall, review, retry, approveChange, settle };
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

/** After an act of a dialog: the card is as the server gave it. */
export function useDoneAct(onClose: () => void): (card: PublicationCard) => void {
  const client = useQueryClient();
  return (card) => {
    keepCard(client, card);
    onClose();
  };
}
