import { type ReactNode, useState } from 'react';
import { markAttendance } from '../../../../shared/contract/group/working-group-attendance.ts';
import {
  type AttendanceMark,
  type Attendee,
  attendanceMarks,
  type MeetingCard,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { attendanceTitles, groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { useClock } from './course-dialogs.tsx';
import { isHere } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';

/** Who is invited, who has answered, who is here and who is not, with the quorum where one is asked for. */
export function PeoplePart({ card }: { card: MeetingCard }): ReactNode {
  const [marking, setMarking] = useState<Attendee | null>(null);
  const mark = useMeetingCommand(markAttendance);
  const mayMark = card.can.includes('attendance');
  const { quorum } = card;
  const toggle = (seat: Attendee) =>
    mark.mutate({
      params: { id: card.id },
      body: {
        version: card.version,
        personId: seat.personId,
        mark: seat.mark === 'present' ? 'expected' : card.form === 'remote' ? 'remote' : 'present',
      },
    });
  return (
    <Section
      title={
        <>
          Участники <span className="push muted">{`${quorum.present} из ${quorum.members}`}</span>
        </>
      }
      isSmall
    >
      {card.attendance.length === 0 && (
        <p className="muted">На этот день в группе никого нет: введите людей в состав.</p>
      )}
      <ul className="group-people">
        {card.attendance.map((seat) => (
          <li key={seat.personId} className={seat.mark === 'absent' ? 'is-absent' : undefined}>
            <span className="group-people__who">
              <b>{seat.name}</b>
              <small>
                {card.presiding?.personId === seat.personId
                  ? 'Председательствующий'
                  : groupRoleTitles[seat.role]}
              </small>
              <SeatWords seat={seat} />
            </span>
            {mayMark && (
              <span className="group-people__acts">
                {seat.mark !== 'absent' && (
                  <Button
                    kind={isHere(seat.mark) ? 'plain' : 'quiet'}
                    aria-pressed={isHere(seat.mark)}
                    busy={mark.isPending}
                    icon={isHere(seat.mark) ? 'check' : 'plus'}
                    onClick={() => toggle(seat)}
                  >
                    Здесь<span className="aloud">: {seat.name}</span>
                  </Button>
                )}
                <Button kind="quiet" onClick={() => setMarking(seat)}>
                  Иначе<span className="aloud">: {seat.name}</span>
                </Button>
              </span>
            )}
          </li>
        ))}
        {card.guests.map((guest) => (
          <li key={`${guest.name} ${guest.position}`}>
            <span className="group-people__who">
              <b>{guest.name}</b>
              <small>{guest.position || 'Приглашённый'}</small>
            </span>
          </li>
        ))}
      </ul>
      {card.usesQuorum && (
        <p>
          <Mark tone={quorum.isMet ? 'ok' : 'warning'}>
            {quorum.isMet ? 'Кворум есть' : `Кворума нет: нужно ${quorum.needed}`}
          </Mark>
        </p>
      )}
      {marking && <MarkDialog card={card} seat={marking} onClose={() => setMarking(null)} />}
    </Section>
  );
}

/** In words: answered the invitation, came at, stood in for by, away because of. */
function SeatWords({ seat }: { seat: Attendee }): ReactNode {
  const formats = useFormats();
  if (seat.mark === 'absent') return <small>отсутствует: {seat.reason}</small>;
  if (seat.mark === 'substituted') return <small>замещает {seat.substitute}</small>;
  if (isHere(seat.mark))
    return (
      <small>
        {attendanceTitles[seat.mark]}
        {seat.arrivedAt && ` с ${formats.time(seat.arrivedAt)}`}
        {seat.leftAt && ` до ${formats.time(seat.leftAt)}`}
      </small>
    );
  if (!seat.invitedAt) return null;
  return <small>{seat.acknowledgedAt ? 'приглашение получил(а)' : 'приглашение не подтверждено'}</small>;
}

interface Marking {
  value: AttendanceMark;
  reason: string;
  came: string;
  left: string;
}

/** When they came and went, where that was not the whole of the meeting. */
function Times({ form }: { form: Form<Marking> }): ReactNode {
  return (
    <>
      <TextField form={form} name="came" label="Пришёл(ла) в" optional hint="Пусто — сейчас" />
      <TextField form={form} name="left" label="Ушёл(ла) до закрытия в" optional />
    </>
  );
}

type MarkingOf = { card: MeetingCard; seat: Attendee; onClose: () => void };

/** The mark of one seat as a form: here, away and why, from when to when. */
export function useMarking({ card, seat, onClose }: MarkingOf): Form<Marking> {
  const mark = useMeetingCommand(markAttendance, { words: 'Отмечено', onDone: onClose });
  const clock = useClock(card);
  const shown = seat.arrivedAt && clock.show(seat.arrivedAt);
  return useForm<Marking>({
    start: {
      value: seat.mark === 'expected' ? 'absent' : seat.mark,
      reason: seat.reason,
      came: seat.arrivedAt ? clock.show(seat.arrivedAt) : '',
      left: seat.leftAt ? clock.show(seat.leftAt) : '',
    },
    commands: mark,
    names: { value: 'mark', came: 'arrivedAt', left: 'leftAt' },
    check: ({ came, left }) => ({
      came: came !== '' && clock.check(came),
      left: left !== '' && clock.check(left),
    }),
    send: ({ value, reason, came, left }) =>
      mark.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          personId: seat.personId,
          mark: value,
          reason: reason.trim(),
          ...(isHere(value) && came && came !== shown && { arrivedAt: clock.toInstant(came) }),
          ...(isHere(value) && card.openedAt && { leftAt: left ? clock.toInstant(left) : null }),
        },
      }),
  });
}

/** Its fields. */
export function MarkFields(props: { card: MeetingCard; seat: Attendee; form: Form<Marking> }): ReactNode {
  const { card, seat, form } = props;
  const { value } = form.values;
  const choices = attendanceMarks
    .filter((name) => name !== 'substituted' || (seat.substituteId && seat.role !== 'chair'))
    .map((name) => ({
      value: name,
      label: name === 'substituted' ? `замещает ${seat.substitute}` : attendanceTitles[name],
    }));
  return (
    <>
      <SelectField form={form} name="value" label="Отметка" choices={choices} />
      {isHere(value) && card.openedAt && <Times form={form} />}
      {value === 'absent' && (
        <TextField
          form={form}
          name="reason"
          label="Причина отсутствия"
          hint={
            seat.role === 'chair'
              ? 'Запись отсутствия руководителя даёт право председательствовать заместителю'
              : 'Попадёт в протокол'
          }
        />
      )}
    </>
  );
}

function MarkDialog(props: MarkingOf): ReactNode {
  const form = useMarking(props);
  return (
    <FormDialog title={props.seat.name} action="Отметить" form={form} onClose={props.onClose}>
      <MarkFields card={props.card} seat={props.seat} form={form} />
    </FormDialog>
  );
}
