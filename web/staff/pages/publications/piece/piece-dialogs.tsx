import type { ReactNode } from 'react';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../../shared/contract/pages/publications-acts.ts';
import * as onPages from '../../../../../shared/contract/pages/publications-variants.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';
import { titleIn } from '../publication-words.ts';
import { FactNotes } from '../writing/fact-notes.tsx';
import { OutsideDialog } from './outside-dialog.tsx';
import { useDoneAct } from './use-piece-acts.ts';
import { CorrectDialog, MoveDialog, ProveDialog, ResumeDialog, WithdrawDialog } from './variant-dialogs.tsx';

export type VariantDialogKind = 'move' | 'resume' | 'prove' | 'correct' | 'withdraw';

export type OpenDialog =
  | { kind: 'return' | 'despite' | 'urgent' | 'cancel' | 'outside' }
  | { kind: VariantDialogKind; variantId: string }
  | { kind: 'return-change'; variantId: string; changeId: string };

interface Props {
  card: PublicationCard;
  onClose: () => void;
}

/** The one dialog of a piece that is open. */
export function PieceDialogs({ dialog, ...props }: Props & { dialog: OpenDialog }): ReactNode {
  const { card } = props;
  switch (dialog.kind) {
    case 'return':
      return <ReturnDialog {...props} />;
    case 'despite':
      return <DespiteDialog {...props} />;
    case 'urgent':
      return <UrgentDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
    case 'outside':
      return <OutsideDialog {...props} />;
    case 'return-change':
      return <ReturnChangeDialog {...props} variantId={dialog.variantId} changeId={dialog.changeId} />;
  }
  const variant = card.variants.find(({ id }) => id === dialog.variantId);
  if (!variant) return null;
  switch (dialog.kind) {
    case 'move':
      return <MoveDialog {...props} variant={variant} />;
    case 'resume':
      return <ResumeDialog {...props} variant={variant} />;
    case 'prove':
      return <ProveDialog {...props} variant={variant} />;
    case 'correct':
      return <CorrectDialog {...props} variant={variant} />;
    case 'withdraw':
      return <WithdrawDialog {...props} variant={variant} />;
  }
}

function ReturnDialog({ card, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(acts.returnPublication, { done: 'Возвращено на доработку', onDone: done });
  const { id, version } = card;
  return (
    <ReasonDialog
      title="Вернуть на доработку"
      label="Что поправить"
      action="Вернуть"
      commands={command}
      onSend={(reason) => command.mutate({ params: { id }, body: { version, reason } })}
      onClose={onClose}
    />
  );
}

/** Its days differ from what was said before: whoever agrees all the same says why, and that stays. */
function DespiteDialog({ card, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(acts.approvePublication, {
    done: 'Согласовано с причиной, она осталась в истории',
    onDone: done,
  });
  const { id, version, facts, variants } = card;
  return (
    <ReasonDialog
      title="Согласовать, хотя срок другой"
      label="Почему в тексте другой срок"
      hint="Причина останется в истории и в журнале"
      action="Согласовать"
      commands={command}
      onSend={(despite) => command.mutate({ params: { id }, body: { version, despite } })}
      onClose={onClose}
    >
      <FactNotes facts={facts} titleOf={titleIn(variants)} />
    </ReasonDialog>
  );
}

function UrgentDialog({ card, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(acts.publishUrgently, {
    done: 'Выпущено срочно: другой человек проверит в течение рабочего дня',
    onDone: done,
  });
  const { id, version } = card;
  return (
    <ReasonDialog
      title="Выпустить без согласования"
      label="Почему нельзя ждать"
      hint="Причина останется в истории. Другой человек проверит публикацию в течение рабочего дня"
      action="Выпустить"
      commands={command}
      onSend={(reason) => command.mutate({ params: { id }, body: { version, reason } })}
      onClose={onClose}
    />
  );
}

function CancelDialog({ card, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(acts.cancelPublication, { done: 'Публикация не выйдет', onDone: done });
  const { id, version } = card;
  return (
    <ReasonDialog
      title="Публикация не выйдет"
      label="Почему"
      action="Не выпускать"
      commands={command}
      onSend={(reason) => command.mutate({ params: { id }, body: { version, reason } })}
      onClose={onClose}
    />
  );
}

function ReturnChangeDialog(props: Props & { variantId: string; changeId: string }): ReactNode {
  const { card, variantId, changeId, onClose } = props;
  const done = useDoneAct(onClose);
  const command = useCommand(onPages.returnCorrection, { done: 'Исправление не согласовано', onDone: done });
  return (
    <ReasonDialog
      title="Не согласовать исправление"
      label="Почему"
      action="Не согласовать"
      commands={command}
      onSend={(reason) =>
        command.mutate({
          params: { id: variantId, change: changeId },
          body: { version: card.version, reason },
        })
      }
      onClose={onClose}
    />
  );
}
