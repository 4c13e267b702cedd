import { type ReactNode, useState } from 'react';
import {
  acknowledgeInvitation,
  inviteMembers,
} from '../../../../shared/contract/group/working-group-attendance.ts';
import { endMeeting, nextItem } from '../../../../shared/contract/group/working-group-live.ts';
import {
  cancelMeeting,
  type MeetingCard,
  removeMeeting,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { EndDialog, HandOver, OpenDialog } from './course-dialogs.tsx';
import { IssuePart } from './issue-part.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { useMeetingCommand } from './use-meeting.ts';

type Open = 'edit' | 'cancel' | 'end' | { presidingId: string } | null;

/** The one next step of the meeting, and what else may be done with it. */
export function MeetingActs({ card }: { card: MeetingCard }): ReactNode {
  const [dialog, setDialog] = useState<Open>(null);
  const close = () => setDialog(null);
  const go = useGo();
  const isLive = card.state === 'running';
  const may = (name: string) => card.can.includes(name);
  const at = { params: { id: card.id }, body: { version: card.version } };
  const invite = useMeetingCommand(inviteMembers);
  const acknowledge = useMeetingCommand(acknowledgeInvitation, { words: 'Получение подтверждено' });
  const next = useMeetingCommand(nextItem);
  const finish = useMeetingCommand(endMeeting, { words: 'Заседание закрыто' });
  const cancel = useMeetingCommand(cancelMeeting, {
    words: 'Заседание отменено',
    onDone: () => setDialog(null),
  });
  const remove = useCommand(removeMeeting, {
    onDone: () => {
      showToast('Убрано из плана');
      void go('/staff/working-group');
    },
  });
  const presiding = card.can.filter((name) => name.startsWith('preside:')).map((name) => name.slice(8));
  const hasNext = card.agenda.some(({ state }) => state === 'waiting');
  const goOn = () => may('finish') && card.form !== 'absentee' && hasNext && next.mutate(at);
  useHotkeys('Заседание', [{ keys: 'Space', label: 'Следующий вопрос', run: goOn }], {
    active: dialog === null,
  });
  const nameOf = (id: string) => card.attendance.find(({ personId }) => personId === id)?.name ?? '';
  const send = () =>
    invite.mutate(at, {
      onSuccess: ({ sent }) =>
        void showToast(`Приглашения отправлены: ${counted(sent, 'письмо', 'письма', 'писем')}`),
    });
  return (
    <div className="group-acts">
      {may('acknowledge') && (
        <Button
          kind="primary"
          busy={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ params: at.params })}
        >
          Приглашение получил(а)
        </Button>
      )}
      {may('invite') && card.state !== 'agenda_sent' && (
        <Button
          kind={may('acknowledge') ? 'plain' : 'primary'}
          busy={invite.isPending}
          disabledReason={card.agenda.length === 0 && 'Сначала добавьте вопросы в повестку'}
          onClick={send}
        >
          Разослать приглашения
        </Button>
      )}
      {may('open') &&
        (presiding.length > 0 ? (
          presiding.map((id) => (
            <Button
              key={id}
              kind={card.state === 'agenda_sent' ? 'primary' : 'plain'}
              icon="play"
              onClick={() => setDialog({ presidingId: id })}
            >
              Открыть: председательствует {nameOf(id)}
            </Button>
          ))
        ) : (
          <Button
            icon="play"
            disabledReason="Отметьте присутствие руководителя. Заместитель председательствует, когда записано отсутствие руководителя"
          >
            Открыть
          </Button>
        ))}
      {may('finish') && card.form !== 'absentee' && hasNext && (
        <Button kind="primary" hint="Space" busy={next.isPending} onClick={goOn}>
          Следующий вопрос
        </Button>
      )}
      {may('finish') && (
        <Button
          kind={hasNext && card.form !== 'absentee' ? 'plain' : 'primary'}
          busy={finish.isPending}
          onClick={() => (hasNext && card.form !== 'absentee' ? setDialog('end') : finish.mutate(at))}
        >
          Закрыть<span className={isLive ? 'aloud' : undefined}> заседание</span>
        </Button>
      )}
      {!isLive && <HandOver card={card} />}
      {may('invite') && card.state === 'agenda_sent' && (
        <Button busy={invite.isPending} onClick={send}>
          Разослать снова
        </Button>
      )}
      {may('change') && <Button onClick={() => setDialog('edit')}>Изменить</Button>}
      {may('remove') && (
        <Button
          busy={remove.isPending}
          onClick={() => remove.mutate({ params: at.params, query: { version: card.version } })}
        >
          Убрать из плана
        </Button>
      )}
      {may('cancel') && card.invitedAt && (
        <Button onClick={() => setDialog('cancel')}>Отменить заседание</Button>
      )}
      {dialog === 'edit' && <MeetingDialog card={card} onClose={close} />}
      {dialog === 'end' && <EndDialog card={card} onClose={close} />}
      {dialog !== null && typeof dialog === 'object' && (
        <OpenDialog card={card} presidingId={dialog.presidingId} onClose={close} />
      )}
      {dialog === 'cancel' && (
        <ReasonDialog
          title="Почему заседание отменяется?"
          label="Причина"
          hint="Приглашённым уйдёт отмена, в календарях событие снимется"
          action="Отменить заседание"
          commands={cancel}
          onSend={(reason) => cancel.mutate({ ...at, body: { ...at.body, reason } })}
          onClose={() => setDialog(null)}
        />
      )}
      <IssuePart card={card} />
    </div>
  );
}
