import { type ReactNode, useState } from 'react';
import {
  acknowledgeInvitation,
  inviteMembers,
} from '../../../../shared/contract/group/working-group-attendance.ts';
import { endMeeting, nextItem, openMeeting } from '../../../../shared/contract/group/working-group-live.ts';
import {
  cancelMeeting,
  getMeeting,
  type MeetingCard,
  removeMeeting,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingFormTitles, meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo, useParam } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AgendaPart } from './agenda-part.tsx';
import { IssuePart } from './issue-part.tsx';
import { LivePart } from './live-part.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { meetingTitle, protocolHref, roomHref, stateTones } from './meeting-words.ts';
import { PapersPart } from './papers-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { useMeetingCommand } from './use-meeting.ts';
import '../../base/parts/desk.css';
import './working-group.css';

/** The card of a meeting: who is here, the agenda before it, the item under way in it, what was said and decided after. */
export function MeetingPage(): ReactNode {
  return (
    <Guarded permission="working-group.read" title="Заседание">
      <Card />
    </Guarded>
  );
}

/** The meeting has not ended yet, or never will. */
const withoutProtocol: ReadonlySet<string> = new Set([
  'planned',
  'agenda_draft',
  'agenda_sent',
  'running',
  'cancelled',
]);

function Card(): ReactNode {
  const id = useParam('id');
  const meeting = useRoute(getMeeting, { params: { id } }, { refreshEvery: 15_000, keepOld: false });
  const isUnknown = [400, 404].includes(meeting.error?.status ?? 0);
  const card = meeting.data;
  return (
    <StaffPage
      title={card ? meetingTitle(card) : 'Заседание'}
      bar={
        card && (
          <>
            <span className="muted nowrap">
              {formatDay(card.day)}, {card.startsAt}
            </span>
            <Mark tone={stateTones[card.state]}>{meetingStateTitles[card.state]}</Mark>
          </>
        )
      }
      actions={
        <>
          {card && card.state !== 'cancelled' && (
            <ButtonLink to={roomHref(id)} className="wide-only">
              Экран зала
            </ButtonLink>
          )}
          {card && !withoutProtocol.has(card.state) && (
            <ButtonLink to={protocolHref(id)}>Протокол</ButtonLink>
          )}
          <ButtonLink to="/staff/working-group">Ко всем заседаниям</ButtonLink>
        </>
      }
    >
      {isUnknown ? (
        <EmptyState
          title="Такого заседания нет"
          action={<ButtonLink to="/staff/working-group">Открыть заседания</ButtonLink>}
        >
          Проверьте адрес или найдите заседание в списке.
        </EmptyState>
      ) : (
        <Loadable query={meeting} failed="Заседание не загрузилось">
          {(data) => <Meeting key={data.id} card={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Meeting({ card }: { card: MeetingCard }): ReactNode {
  const isAhead = ['planned', 'agenda_draft', 'agenda_sent', 'cancelled'].includes(card.state);
  return (
    <div className="group-meeting">
      <aside className="group-meeting__side" aria-label="Участники и материалы">
        <Facts card={card} />
        <PeoplePart card={card} />
        <PapersPart card={card} />
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who only reads scrolls a long record by keys */}
      <section className="group-meeting__work" aria-label="Ход заседания" tabIndex={0}>
        <Acts card={card} />
        {isAhead ? <AgendaPart card={card} /> : <LivePart card={card} />}
        <Checks card={card} />
      </section>
    </div>
  );
}

function Facts({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    ['Форма', meetingFormTitles[card.form]],
    ['Где', card.place || card.link || '—'],
    ...(card.topic ? [['Тема', card.topic] as [string, ReactNode]] : []),
    ...(card.presiding ? [['Председательствует', card.presiding.name] as [string, ReactNode]] : []),
    ...(card.voteUntil
      ? [['Голоса принимаются', `до ${formats.dateTime(card.voteUntil)}`] as [string, string]]
      : []),
    ...(card.cancelReason ? [['Причина отмены', card.cancelReason] as [string, ReactNode]] : []),
    ...(card.state === 'planned' || card.state === 'agenda_draft'
      ? [['Повестку разослать', `не позднее ${formatDay(card.papersBy)}`] as [string, string]]
      : []),
  ];
  return (
    <dl className="group-facts">
      {facts.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The one next step of the meeting, and what else may be done with it. */
function Acts({ card }: { card: MeetingCard }): ReactNode {
  const [dialog, setDialog] = useState<'edit' | 'cancel' | null>(null);
  const go = useGo();
  const may = (name: string) => card.can.includes(name);
  const at = { params: { id: card.id }, body: { version: card.version } };
  const invite = useMeetingCommand(inviteMembers);
  const acknowledge = useMeetingCommand(acknowledgeInvitation, { words: 'Получение подтверждено' });
  const open = useMeetingCommand(openMeeting, { words: 'Заседание открыто' });
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
              busy={open.isPending}
              onClick={() => open.mutate({ ...at, body: { ...at.body, presidingId: id } })}
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
          Далее
        </Button>
      )}
      {may('finish') && (
        <Button
          kind={hasNext && card.form !== 'absentee' ? 'plain' : 'primary'}
          busy={finish.isPending}
          onClick={() => finish.mutate(at)}
        >
          Закрыть заседание
        </Button>
      )}
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
      {dialog === 'edit' && <MeetingDialog card={card} onClose={() => setDialog(null)} />}
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

function Checks({ card }: { card: MeetingCard }): ReactNode {
  if (card.checks.length === 0) return null;
  return (
    <Section title="Проверки" isSmall>
      <ul className="group-checks">
        {card.checks.map(({ text, isDone }) => (
          <li key={text}>
            <Mark tone={isDone ? 'ok' : 'warning'}>
              {text}
              <span className="aloud">: {isDone ? 'выполнено' : 'не выполнено'}</span>
            </Mark>
          </li>
        ))}
      </ul>
    </Section>
  );
}
