import { useQueryClient } from '@tanstack/react-query';
import * as signals from '../../../../shared/contract/monitoring/conflict-signals.ts';
import * as contract from '../../../../shared/contract/monitoring/conflicts.ts';
import { type Command, useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';

export interface ConflictActs {
  take: Command<typeof contract.takeConflict>;
  review: Command<typeof contract.reviewConflict>;
  reopen: Command<typeof contract.reopenConflict>;
  play: Command<typeof contract.startPlaybook>;
  mark: Command<typeof contract.markTask>;
  call: Command<typeof contract.callDuty>;
  openFrom: Command<typeof signals.openFromSignal>;
  join: Command<typeof signals.joinSignal>;
}

/** What is done with a conflict or a signal at once, without a dialog. `onOpen` shows the conflict a signal went to. */
export function useConflictActs(onOpen: (id: string) => void): ConflictActs {
  const client = useQueryClient();
  const keep = (card: contract.ConflictCard) =>
    void client.setQueryData(routeKey(contract.readConflict, { params: { id: card.id } }), card);
  const follow = (words: string) => (card: signals.SignalCard) => {
    showToast(words);
    if (card.conflictId) onOpen(card.conflictId);
  };
  return {
    take: useCommand(contract.takeConflict, { done: 'Теперь ведёте вы', onDone: keep }),
    // Marks are put one after another: each is sent over what the one before made of the record.
    review: useCommand(contract.reviewConflict, { onDone: keep, queue: 'conflict-review' }),
    reopen: useCommand(contract.reopenConflict, { done: 'Конфликт открыт снова', onDone: keep }),
    play: useCommand(contract.startPlaybook, { done: 'Сценарий начат', onDone: keep }),
    mark: useCommand(contract.markTask, { onDone: keep, queue: 'conflict-task' }),
    call: useCommand(contract.callDuty, { done: 'Дежурного позвали', onDone: keep }),
    openFrom: useCommand(signals.openFromSignal, { onDone: follow('Заведён конфликт') }),
    join: useCommand(signals.joinSignal, { onDone: follow('Сигнал присоединён') }),
  };
}
