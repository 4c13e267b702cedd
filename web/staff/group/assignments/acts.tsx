import { type ReactNode, useState } from 'react';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import {
  acceptReport,
  acknowledgeAssignment,
  beginAssignment,
  nameSuccessor,
  returnReport,
  takeBackAcceptance,
  withdrawReport,
} from '../../../../shared/contract/group/assignments-moves.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { Keys } from '../../../lib/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { AmendDialog, CancelDialog, ExtendDialog } from './act-dialogs.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { SuccessorDialog } from './successor-dialog.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

type Open = 'report' | 'return' | 'extend' | 'cancel' | 'amend' | 'successor' | null;

/** What the reader may do with the assignment now, the likely act first and by a key. */
export function Acts({ card }: { card: AssignmentCard }): ReactNode {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const acts = useActs(card, setOpen);
  useHotkeys(
    'Поручение',
    acts.map(({ keys, label, run }) => ({ keys, label, run })),
    { active: open === null },
  );
  return (
    <>
      {acts.length > 0 && (
        <div className="assignment__acts">
          {acts.map(({ keys, label, run, isBusy }, at) => (
            <Button key={label} kind={at === 0 ? 'primary' : 'plain'} hint={keys} busy={isBusy} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      )}
      {open === 'report' && <ReportDialog card={card} onClose={close} />}
      {open === 'return' && <Return card={card} onClose={close} />}
      {open === 'extend' && <ExtendDialog card={card} onClose={close} />}
      {open === 'cancel' && <CancelDialog card={card} onClose={close} />}
      {open === 'amend' && <AmendDialog card={card} onClose={close} />}
      {open === 'successor' && <Succeed card={card} onClose={close} />}
    </>
  );
}

function useActs(card: AssignmentCard, open: (dialog: Open) => void) {
  const acknowledge = useAssignmentCommand(acknowledgeAssignment, { words: 'Ознакомление отмечено' });
  const begin = useAssignmentCommand(beginAssignment, { words: 'Взято в работу' });
  const withdraw = useAssignmentCommand(withdrawReport, { words: 'Отчёт отозван' });
  const accept = useAssignmentCommand(acceptReport, { words: 'Исполнение принято' });
  const takeBack = useAssignmentCommand(takeBackAcceptance, { words: 'Приёмка отменена' });
  const input = { params: { id: card.id }, body: { version: card.version } };
  const all: { act: string; keys: Keys; label: string; isBusy?: boolean; run: () => void }[] = [
    {
      act: 'acknowledge',
      keys: 'KeyO',
      label: 'Ознакомлен(а)',
      isBusy: acknowledge.isPending,
      run: () => acknowledge.mutate(input),
    },
    {
      act: 'begin',
      keys: 'KeyW',
      label: 'Взять в работу',
      isBusy: begin.isPending,
      run: () => begin.mutate(input),
    },
    { act: 'report', keys: 'KeyR', label: 'Отчитаться', run: () => open('report') },
    {
      act: 'withdraw-report',
      keys: 'KeyZ',
      label: 'Отозвать отчёт',
      isBusy: withdraw.isPending,
      run: () => withdraw.mutate(input),
    },
    {
      act: 'accept',
      keys: 'KeyA',
      label: 'Принять исполнение',
      isBusy: accept.isPending,
      run: () => accept.mutate(input),
    },
    { act: 'return', keys: 'KeyB', label: 'Вернуть', run: () => open('return') },
    {
      act: 'take-back',
      keys: 'KeyZ',
      label: 'Отменить приёмку',
      isBusy: takeBack.isPending,
      run: () => takeBack.mutate(input),
    },
    { act: 'name-successor', keys: 'KeyP', label: 'Назвать преемника', run: () => open('successor') },
    { act: 'extend', keys: 'KeyE', label: 'Продлить срок', run: () => open('extend') },
    { act: 'amend', keys: 'KeyU', label: 'Дополнить', run: () => open('amend') },
    { act: 'cancel', keys: 'KeyX', label: 'Снять решением', run: () => open('cancel') },
  ];
  return all.filter(({ act }) => card.can.includes(act));
}

function Return({ card, onClose }: { card: AssignmentCard; onClose: () => void }): ReactNode {
  const command = useAssignmentCommand(returnReport, {
    words: 'Возвращено, исполнителю отправлено письмо',
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title="Вернуть отчёт"
      label="Чего не хватает"
      hint="Исполнитель прочитает это в письме и в карточке"
      action="Вернуть"
      commands={command}
      onSend={(reason) =>
        command.mutate({ params: { id: card.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    />
  );
}

function Succeed({ card, onClose }: { card: AssignmentCard; onClose: () => void }): ReactNode {
  const command = useAssignmentCommand(nameSuccessor, {
    words: 'Преемник назначен, ему отправлено письмо',
    onDone: onClose,
  });
  return (
    <SuccessorDialog
      of={card.responsible}
      except={card.responsibleId}
      command={command}
      onSend={(body) => command.mutate({ params: { id: card.id }, body: { version: card.version, ...body } })}
      onClose={onClose}
    />
  );
}
