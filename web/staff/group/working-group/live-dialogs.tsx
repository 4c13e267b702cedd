import type { ReactNode } from 'react';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import {
  type MeetingDecision,
  type VoteChoice,
  voteChoices,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import {
  addDecision,
  addSpeaker,
  castVote,
  changeDecision,
  giveOpinion,
} from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { voteTitles } from '../../../../shared/text/group/working-group.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../ui/forms/use-form.ts';
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
  const done = {
    onDone: (now: MeetingCard) => {
      const kept = now.agenda.find(({ id }) => id === item.id)?.decisions ?? [];
      const { dueOn } = (decision ? kept.find(({ id }) => id === decision.id) : kept.at(-1)) ?? {};
      const isMoved = dueOn && form.values.dueOn && dueOn !== form.values.dueOn;
      showToast(isMoved ? `Решение записано. Срок — рабочий день ${formatDay(dueOn)}` : 'Решение записано');
      onClose();
    },
  };
  const add = useMeetingCommand(addDecision, done);
  const change = useMeetingCommand(changeDecision, done);
  const form = useForm({
    start: {
      text: decision?.text ?? '',
      responsibleId: decision?.responsibleId ?? '',
      dueOn: decision?.dueOn ?? '',
      expectedResult: decision?.expectedResult ?? '',
      cancelsId: decision?.cancels?.id ?? '',
    },
    commands: [add, change],
    send: (value) => {
      const body = {
        version: card.version,
        text: value.text,
        expectedResult: value.expectedResult,
        responsibleId: value.responsibleId || null,
        dueOn: value.dueOn || null,
        cancelsId: value.cancelsId || null,
      };
      if (decision) change.mutate({ params: { id: card.id, decisionId: decision.id }, body });
      else add.mutate({ params: { id: card.id, itemId: item.id }, body });
    },
  });
  return (
    <FormDialog
      title={decision ? `Решение ${decision.number}` : `Решение по вопросу ${item.number}`}
      action="Записать"
      form={form}
      onClose={onClose}
    >
      {!decision && <TemplateSelect kind="decision" onPick={(text) => form.set({ text })} />}
      <LongTextField form={form} name="text" label="Решили" rows={3} />
      <SelectField
        form={form}
        name="responsibleId"
        label="Ответственный"
        choices={[
          { value: '', label: 'все: поручения нет' },
          ...card.attendance.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
      {form.values.responsibleId && <Binding form={form} />}
      <CancelsField form={form} {...(decision?.cancels && { kept: decision.cancels })} />
    </FormDialog>
  );
}

interface Wording {
  text: string;
  responsibleId: string;
  dueOn: string;
  expectedResult: string;
  cancelsId: string;
}

/** What a decision that binds somebody says besides: by what day, what will show that it is done. */
function Binding({ form }: { form: Form<Wording> }): ReactNode {
  return (
    <>
      <DateField form={form} name="dueOn" label="Срок" />
      <TextField
        form={form}
        name="expectedResult"
        label="Измеримый результат"
        hint="По чему будет видно, что сделано: «62 м² покрытия, фото до и после»"
      />
    </>
  );
}

/** Which assignment the decision takes off control: one that runs or waits to be accepted. */
function CancelsField(props: {
  form: Form<Wording>;
  kept?: NonNullable<MeetingDecision['cancels']>;
}): ReactNode {
  const { form, kept } = props;
  const running = useRoute(listAssignments, { query: { view: 'open', limit: 100 } });
  const others = (running.data?.rows ?? []).filter(({ id }) => id !== kept?.id);
  const offered = [...(kept ? [kept] : []), ...others];
  if (offered.length === 0) return null;
  return (
    <SelectField
      form={form}
      name="cancelsId"
      label="Снимает поручение"
      choices={[
        { value: '', label: 'никакого' },
        ...offered.map(({ id, number, text }) => ({ value: id, label: `${number}: ${text.slice(0, 80)}` })),
      ]}
    />
  );
}

/** Who asks for the word: a member, a guest, anybody in the room. */
export function SpeakerDialog({ card, item, onClose }: Props): ReactNode {
  const people = [...card.attendance, ...card.guests].map(({ name }) => name);
  const add = useMeetingCommand(addSpeaker, {
    words: 'В очереди выступающих',
    onDone: onClose,
  });
  const form = useForm({
    start: { name: people[0] ?? '', other: '' },
    commands: add,
    send: ({ name, other }) =>
      add.mutate({
        params: { id: card.id, itemId: item.id },
        body: { version: card.version, name: isOther ? other : name },
      }),
  });
  const { name } = form.values;
  const isOther = name === '';
  return (
    <FormDialog
      title={`Выступающий по вопросу ${item.number}`}
      action="В очередь"
      form={form}
      onClose={onClose}
    >
      <SelectField
        form={form}
        name="name"
        label="Кто"
        choices={[...people.map((one) => ({ value: one, label: one })), { value: '', label: 'другой' }]}
      />
      {isOther && <TextField form={form} name="other" label="Имя" />}
    </FormDialog>
  );
}

/** Hands the secretary saw: everybody who takes part and has not voted. */
export function VoteDialog(props: Props & { decision: MeetingDecision }): ReactNode {
  const { card, decision, onClose } = props;
  const waiting = card.attendance.filter(
    ({ personId, mark }) =>
      (mark === 'present' || mark === 'remote' || mark === 'substituted') &&
      !decision.voted.includes(personId),
  );
  const cast = useMeetingCommand(castVote, { words: 'Голоса записаны', onDone: onClose });
  const form = useForm({
    start: { choice: 'for' as VoteChoice, seen: waiting.map(({ personId }) => personId) },
    commands: cast,
    send: ({ choice }) => {
      if (personIds.length > 0)
        cast.mutate({ params: { id: card.id, decisionId: decision.id }, body: { choice, personIds } });
    },
  });
  const { choice, seen } = form.values;
  const personIds = waiting.map(({ personId }) => personId).filter((id) => seen.includes(id));
  return (
    <FormDialog
      title={`Голоса за решение ${decision.number}`}
      action={`Записать: ${voteTitles[choice]} ${personIds.length}`}
      form={form}
      onClose={onClose}
    >
      {waiting.length === 0 ? (
        <p>Проголосовали все, кто участвует.</p>
      ) : (
        <>
          <p>{decision.text}</p>
          <SelectField
            form={form}
            name="choice"
            label="Как"
            choices={voteChoices.map((value) => ({ value, label: voteTitles[value] }))}
          />
          <fieldset className="group-form">
            <legend>Чьи руки</legend>
            {waiting.map(({ personId, name }) => (
              <ItemField key={personId} form={form} name="seen" item={personId}>
                {name}
              </ItemField>
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
  const give = useMeetingCommand(giveOpinion, {
    words: 'Особое мнение записано',
    onDone: onClose,
  });
  const form = useForm({
    start: { text: '' },
    commands: give,
    send: ({ text }) => give.mutate({ params: { id: card.id, itemId: item.id }, body: { text } }),
  });
  const { text } = form.values;
  return (
    <FormDialog
      title={`Особое мнение по вопросу ${item.number}`}
      action={text.trim() ? 'Приложить' : 'Снять моё мнение'}
      form={form}
      onClose={onClose}
    >
      <LongTextField
        form={form}
        name="text"
        label="Мнение"
        hint="Заменит ваше прежнее мнение по этому вопросу. Приложится к протоколу"
        rows={5}
      />
    </FormDialog>
  );
}
