import { type ReactNode, useState } from 'react';
import {
  addDecision,
  addSpeaker,
  castVote,
  changeDecision,
  giveOpinion,
} from '../../../../shared/contract/group/working-group-live.ts';
import {
  type AgendaItem,
  type MeetingCard,
  type MeetingDecision,
  type VoteChoice,
  voteChoices,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { voteTitles } from '../../../../shared/text/working-group.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { TemplateSelect } from '../assignments/template-select.tsx';
import { useMeetingCommand } from './use-meeting.ts';

interface Props {
  card: MeetingCard;
  item: AgendaItem;
  onClose: () => void;
}

/** Wording, who answers, by what day, what will show that it is done. */
export function DecisionDialog(props: Props & { decision?: MeetingDecision }): ReactNode {
  const { card, item, decision, onClose } = props;
  const [value, setValue] = useState({
    text: decision?.text ?? '',
    responsibleId: decision?.responsibleId ?? '',
    dueOn: decision?.dueOn ?? '',
    expectedResult: decision?.expectedResult ?? '',
  });
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const done = { words: 'Решение записано', onDone: onClose };
  const add = useMeetingCommand(addDecision, done);
  const change = useMeetingCommand(changeDecision, done);
  const errors = fieldWords([add, change]);
  const send = () => {
    const body = {
      version: card.version,
      text: value.text,
      expectedResult: value.expectedResult,
      responsibleId: value.responsibleId || null,
      dueOn: value.dueOn || null,
    };
    if (decision) change.mutate({ params: { id: card.id, decisionId: decision.id }, body });
    else add.mutate({ params: { id: card.id, itemId: item.id }, body });
  };
  return (
    <FormDialog
      title={decision ? `Решение ${decision.number}` : `Решение по вопросу ${item.number}`}
      action="Записать"
      commands={[add, change]}
      onSend={send}
      onClose={onClose}
    >
      {!decision && <TemplateSelect kind="decision" onPick={(text) => set({ text })} />}
      <TextArea
        label="Решили"
        rows={3}
        value={value.text}
        error={errors.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <Select
        label="Ответственный"
        value={value.responsibleId}
        error={errors.responsibleId}
        choices={[
          { value: '', label: 'все: поручения нет' },
          ...card.attendance.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
        onChange={(responsibleId) => set({ responsibleId })}
      />
      {value.responsibleId && (
        <>
          <DateInput
            label="Срок"
            value={value.dueOn}
            error={errors.dueOn}
            onChange={(dueOn) => set({ dueOn })}
          />
          <TextInput
            label="Измеримый результат"
            hint="По чему будет видно, что сделано: «62 м² покрытия, фото до и после»"
            value={value.expectedResult}
            error={errors.expectedResult}
            onChange={(event) => set({ expectedResult: event.target.value })}
          />
        </>
      )}
    </FormDialog>
  );
}

/** Who asks for the word: a member, a guest, anybody in the room. */
export function SpeakerDialog({ card, item, onClose }: Props): ReactNode {
  const people = [...card.attendance, ...card.guests].map(({ name }) => name);
  const [name, setName] = useState(people[0] ?? '');
  const [other, setOther] = useState('');
  const add = useMeetingCommand(addSpeaker, {
    words: 'В очереди выступающих',
    onDone: onClose,
  });
  const isOther = name === '';
  const send = () =>
    add.mutate({
      params: { id: card.id, itemId: item.id },
      body: { version: card.version, name: isOther ? other : name },
    });
  return (
    <FormDialog
      title={`Выступающий по вопросу ${item.number}`}
      action="В очередь"
      commands={add}
      onSend={send}
      onClose={onClose}
    >
      <Select
        label="Кто"
        value={name}
        choices={[...people.map((one) => ({ value: one, label: one })), { value: '', label: 'другой' }]}
        onChange={setName}
      />
      {isOther && <TextInput label="Имя" value={other} onChange={(event) => setOther(event.target.value)} />}
    </FormDialog>
  );
}

/** Hands the secretary saw: everybody who takes part and has not voted. */
export function VoteDialog({ card, item, onClose }: Props): ReactNode {
  const waiting = card.attendance.filter(
    ({ personId, mark }) =>
      (mark === 'present' || mark === 'remote' || mark === 'substituted') && !item.voted.includes(personId),
  );
  const [choice, setChoice] = useState<VoteChoice>('for');
  const [off, setOff] = useState<readonly string[]>([]);
  const cast = useMeetingCommand(castVote, { words: 'Голоса записаны', onDone: onClose });
  const personIds = waiting.map(({ personId }) => personId).filter((id) => !off.includes(id));
  const send = () => {
    if (personIds.length > 0)
      cast.mutate({ params: { id: card.id, itemId: item.id }, body: { choice, personIds } });
  };
  return (
    <FormDialog
      title={`Голоса по вопросу ${item.number}`}
      action={`Записать: ${voteTitles[choice]} ${personIds.length}`}
      commands={cast}
      onSend={send}
      onClose={onClose}
    >
      {waiting.length === 0 ? (
        <p>Проголосовали все, кто участвует.</p>
      ) : (
        <>
          <Select
            label="Как"
            value={choice}
            choices={voteChoices.map((value) => ({ value, label: voteTitles[value] }))}
            onChange={setChoice}
          />
          <fieldset className="group-form">
            <legend>Чьи руки</legend>
            {waiting.map(({ personId, name }) => (
              <Checkbox
                key={personId}
                checked={!off.includes(personId)}
                onChange={(isOn) => setOff(isOn ? off.filter((one) => one !== personId) : [...off, personId])}
              >
                {name}
              </Checkbox>
            ))}
          </fieldset>
          <p className="muted small">Поданный голос не меняется.</p>
        </>
      )}
    </FormDialog>
  );
}

/** A member's own words against the decision, attached to the protocol. */
export function OpinionDialog({ card, item, onClose }: Props): ReactNode {
  const [text, setText] = useState('');
  const give = useMeetingCommand(giveOpinion, {
    words: 'Особое мнение записано',
    onDone: onClose,
  });
  return (
    <FormDialog
      title={`Особое мнение по вопросу ${item.number}`}
      action={text.trim() ? 'Приложить' : 'Снять моё мнение'}
      commands={give}
      onSend={() => give.mutate({ params: { id: card.id, itemId: item.id }, body: { text } })}
      onClose={onClose}
    >
      <TextArea
        label="Мнение"
        hint="Заменит ваше прежнее мнение по этому вопросу. Приложится к протоколу"
        rows={5}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
