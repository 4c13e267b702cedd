import type { ReactNode } from 'react';
import {
  changeMeeting,
  createMeeting,
  type listMeetings,
  type MeetingCard,
  type MeetingForm,
  meetingForms,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { dayAfter, localDay, momentAt } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/group/working-group.ts';
import { useZone } from '../../../lib/session.ts';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { DayWords } from './day-words.tsx';
import { useMeetingCommand } from './use-meeting.ts';

type Proposed = RouteReply<typeof listMeetings>['proposed'];

/** «Имя, должность» of each line. */
const readGuests = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', ...rest] = line.split(',');
      return { name: name.trim(), position: rest.join(',').trim() };
    });

/** A new meeting, or another day, place and form of one that is ahead. */
export function MeetingDialog(props: {
  card?: MeetingCard;
  onClose: () => void;
  onMade?: (id: string) => void;
  /** What a new one is proposed for. */
  proposed?: Proposed;
}): ReactNode {
  const { card, onClose } = props;
  const zone = useZone();
  const day = card?.day ?? props.proposed?.day ?? dayAfter(localDay(Date.now(), zone));
  const create = useMeetingCommand(createMeeting, {
    words: 'Заседание назначено',
    onDone: ({ id }) => {
      onClose();
      props.onMade?.(id);
    },
  });
  const change = useMeetingCommand(changeMeeting, { words: 'Сохранено', onDone: onClose });
  const form = useForm({
    start: {
      day,
      startsAt: card?.startsAt ?? props.proposed?.startsAt ?? '10:00',
      place: card?.place ?? props.proposed?.place ?? '',
      link: card?.link ?? '',
      form: card?.form ?? ('in_person' as MeetingForm),
      topic: card?.topic ?? '',
      usesQuorum: card?.usesQuorum ?? false,
      usesVotes: card?.usesVotes ?? false,
      voteDay: card?.voteUntil ? localDay(card.voteUntil, zone) : dayAfter(day),
      guests: (card?.guests ?? [])
        .map(({ name, position }) => [name, position].filter(Boolean).join(', '))
        .join('\n'),
    },
    commands: [create, change],
    names: { voteDay: 'voteUntil' },
    send: (value) => {
      const { voteDay, guests, ...rest } = value;
      const body = {
        ...rest,
        usesVotes: rest.usesVotes || isAbsentee,
        voteUntil: isAbsentee && voteDay ? momentAt(voteDay, '18:00', zone).toISOString() : null,
        guests: readGuests(guests),
      };
      if (card) change.mutate({ params: { id: card.id }, body: { version: card.version, ...body } });
      else create.mutate({ body });
    },
  });
  const value = form.values;
  const isAbsentee = value.form === 'absentee';
  return (
    <FormDialog
      title={card ? 'Изменить заседание' : 'Новое заседание'}
      action={card ? 'Сохранить' : 'Назначить'}
      form={form}
      onClose={onClose}
    >
      <DateField form={form} name="day" label="День" />
      <DayWords day={value.day} />
      <TextField form={form} name="startsAt" label="Время" />
      <SelectField
        form={form}
        name="form"
        label="Форма"
        choices={meetingForms.map((form) => ({ value: form, label: meetingFormTitles[form] }))}
      />
      {!isAbsentee && <TextField form={form} name="place" label="Место" optional />}
      {value.form === 'remote' && <TextField form={form} name="link" label="Ссылка на связь" optional />}
      <TextField form={form} name="topic" label="Тема" optional />
      <CheckField form={form} name="usesQuorum">
        Нужен кворум
      </CheckField>
      {isAbsentee ? (
        <DateField form={form} name="voteDay" label="Голоса принимаются по" hint="До 18:00 этого дня" />
      ) : (
        <CheckField form={form} name="usesVotes">
          Решения принимают голосованием
        </CheckField>
      )}
      <LongTextField
        form={form}
        name="guests"
        label="Приглашённые, кроме членов группы"
        optional
        hint="По одному в строке: имя, должность"
        rows={2}
      />
      <p className="muted small">
        {card?.invitedAt
          ? 'После изменения разошлите приглашения снова: календари участников обновятся.'
          : 'Положение кворума и голосования не требует: включайте, если группа так решила.'}
      </p>
    </FormDialog>
  );
}
