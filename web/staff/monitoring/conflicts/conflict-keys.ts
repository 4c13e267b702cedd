import type { SignalCard } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import type { ConflictCard } from '../../../../shared/contract/monitoring/conflicts.ts';
import type { Hotkey } from '../../../lib/hotkeys.ts';
import { digitKeys } from '../../base/case-kit/choice-dialog.tsx';
import { turnError } from './conflict-pane.tsx';
import { freePlaybooks } from './run-part.tsx';
import type { ConflictActs } from './use-conflict-acts.ts';

interface Given {
  card: ConflictCard | undefined;
  signal: SignalCard | undefined;
  acts: ConflictActs;
  setDialog: (dialog: 'change' | 'close' | 'dismiss') => void;
  step: (by: 1 | -1) => void;
}

/** The keyboard of the register by physical keys; what may not be done has no key. */
export function listConflictKeys({ card, signal, acts, setDialog, step }: Given): Hotkey[] {
  return [
    { keys: 'KeyJ', label: 'Следующий в реестре', run: () => step(1) },
    { keys: 'ArrowDown', label: 'Следующий в реестре', run: () => step(1), hidden: true },
    { keys: 'KeyK', label: 'Предыдущий в реестре', run: () => step(-1) },
    { keys: 'ArrowUp', label: 'Предыдущий в реестре', run: () => step(-1), hidden: true },
    ...(signal ? signalKeys(signal, acts, setDialog) : []),
    ...(card ? cardKeys(card, acts, setDialog) : []),
  ];
}

function signalKeys(card: SignalCard, acts: ConflictActs, setDialog: Given['setDialog']): Hotkey[] {
  if (!card.can.includes('open')) return [];
  const seen = { params: { id: card.id }, body: { version: card.version } };
  return [
    {
      keys: 'KeyY',
      label: 'Это конфликт',
      run: () => !acts.openFrom.isPending && acts.openFrom.mutate(seen),
    },
    { keys: 'KeyB', label: 'Ложный сигнал', run: () => setDialog('dismiss') },
  ];
}

function cardKeys(card: ConflictCard, acts: ConflictActs, setDialog: Given['setDialog']): Hotkey[] {
  const seen = { params: { id: card.id }, body: { version: card.version } };
  const [playbook] = freePlaybooks(card);
  const has = (act: string) => card.can.includes(act);
  return [
    ...(has('take')
      ? [{ keys: 'KeyT', label: 'Вести конфликт', run: () => acts.take.mutate(seen) } as const]
      : []),
    ...(has('change') ? [{ keys: 'KeyE', label: 'Изменить', run: () => setDialog('change') } as const] : []),
    ...(has('close') && card.errors !== null
      ? [{ keys: 'KeyX', label: 'Закрыть', run: () => setDialog('close') } as const]
      : []),
    ...(has('play') && playbook
      ? [
          {
            keys: 'KeyP',
            label: `Начать сценарий «${playbook.title}»`,
            run: () =>
              !acts.play.isPending &&
              acts.play.mutate({ params: seen.params, body: { ...seen.body, playbook: playbook.id } }),
          } as const,
        ]
      : []),
    ...(has('call')
      ? [{ keys: 'KeyD', label: 'Позвать дежурного', run: () => acts.call.mutate(seen) } as const]
      : []),
    ...(has('review')
      ? card.errorKinds
          .slice(0, 9)
          .flatMap(({ id, title }, at) => digitKeys(at + 1, title, () => turnError(card, acts, id)))
      : []),
  ];
}
