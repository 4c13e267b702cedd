import { type ReactNode, useState } from 'react';
import {
  changeMeeting,
  createMeeting,
  type MeetingCard,
  type MeetingForm,
  meetingForms,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { dayAfter, localDay } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/working-group.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useZone } from '../../../lib/session.ts';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { momentAt } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';

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
}): ReactNode {
  const { card, onClose } = props;
  const zone = useZone();
  const today = localDay(Date.now(), zone);
  const [value, setValue] = useState({
    day: card?.day ?? dayAfter(today),
    startsAt: card?.startsAt ?? '10:00',
    place: card?.place ?? '',
    link: card?.link ?? '',
    form: card?.form ?? ('in_person' as MeetingForm),
    topic: card?.topic ?? '',
    usesQuorum: card?.usesQuorum ?? false,
    usesVotes: card?.usesVotes ?? false,
    voteDay: card?.voteUntil ? localDay(card.voteUntil, zone) : dayAfter(dayAfter(today)),
    guests: (card?.guests ?? [])
      .map(({ name, position }) => [name, position].filter(Boolean).join(', '))
      .join('\n'),
  });
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const create = useMeetingCommand(createMeeting, {
    words: 'Заседание назначено',
    onDone: ({ id }) => {
      onClose();
      props.onMade?.(id);
    },
  });
  const change = useMeetingCommand(changeMeeting, { words: 'Сохранено', onDone: onClose });
  const errors = fieldWords([create, change]);
  const isAbsentee = value.form === 'absentee';
  const send = () => {
    const { voteDay, guests, ...rest } = value;
    const body = {
      ...rest,
      usesVotes: rest.usesVotes || isAbsentee,
      voteUntil: isAbsentee && voteDay ? momentAt(voteDay, '18:00', zone).toISOString() : null,
      guests: readGuests(guests),
    };
    if (card) change.mutate({ params: { id: card.id }, body: { version: card.version, ...body } });
    else create.mutate({ body });
  };
  const shown = ['day', 'startsAt', 'place', 'link', 'topic', 'voteUntil', 'guests'];
  return (
    <FormDialog
      title={card ? 'Изменить заседание' : 'Новое заседание'}
      action={card ? 'Сохранить' : 'Назначить'}
      commands={[create, change]}
      onSend={send}
      onClose={onClose}
    >
      <DateInput label="День" value={value.day} error={errors.day} onChange={(day) => set({ day })} />
      <TextInput
        label="Время"
        value={value.startsAt}
        error={errors.startsAt}
        onChange={(event) => set({ startsAt: event.target.value })}
      />
      <Select
        label="Форма"
        value={value.form}
        choices={meetingForms.map((form) => ({ value: form, label: meetingFormTitles[form] }))}
        onChange={(form) => set({ form })}
      />
      {!isAbsentee && (
        <TextInput
          label="Место"
          optional
          value={value.place}
          error={errors.place}
          onChange={(event) => set({ place: event.target.value })}
        />
      )}
      {value.form === 'remote' && (
        <TextInput
          label="Ссылка на связь"
          optional
          value={value.link}
          error={errors.link}
          onChange={(event) => set({ link: event.target.value })}
        />
      )}
      <TextInput
        label="Тема"
        optional
        value={value.topic}
        error={errors.topic}
        onChange={(event) => set({ topic: event.target.value })}
      />
      <Checkbox checked={value.usesQuorum} onChange={(usesQuorum) => set({ usesQuorum })}>
        Нужен кворум
      </Checkbox>
      {isAbsentee ? (
        <DateInput
          label="Голоса принимаются по"
          hint="До 18:00 этого дня"
          value={value.voteDay}
          error={errors.voteUntil}
          onChange={(voteDay) => set({ voteDay })}
        />
      ) : (
        <Checkbox checked={value.usesVotes} onChange={(usesVotes) => set({ usesVotes })}>
          Решения принимают голосованием
        </Checkbox>
      )}
      <TextArea
        label="Приглашённые, кроме членов группы"
        optional
        hint="По одному в строке: имя, должность"
        rows={2}
        value={value.guests}
        error={errors.guests}
        onChange={(event) => set({ guests: event.target.value })}
      />
      <p className="muted small">
        {card?.invitedAt
          ? 'После изменения разошлите приглашения снова: календари участников обновятся.'
          : 'Положение кворума и голосования не требует: включайте, если группа так решила.'}
      </p>
      {Object.entries(errors)
        .filter(([name]) => !shown.includes(name))
        .map(([name, words]) => (
          <FieldError key={name} text={words} />
        ))}
    </FormDialog>
  );
}
