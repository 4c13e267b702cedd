import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import type { MeetingDecision } from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { addDecision, changeDecision } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { type Form as FormState, useForm } from '../../../ui/forms/use-form.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { TemplateSelect } from '../assignments/template-select.tsx';
import { DayWords } from './day-words.tsx';
import { useHallDraft } from './use-hall-draft.ts';
import { useMeetingCommand } from './use-meeting.ts';

interface Wording {
  text: string;
  responsibleId: string;
  dueOn: string;
  expectedResult: string;
  cancelsId: string;
}

interface Props {
  card: MeetingCard;
  item: AgendaItem;
  decision?: MeetingDecision;
  onClose: () => void;
}

function useWording({ card, item, decision, onClose }: Props): FormState<Wording> {
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
  const form = useForm<Wording>({
    start: {
      text: decision?.text ?? '',
      responsibleId: decision?.responsibleId ?? '',
      dueOn: decision?.dueOn ?? '',
      expectedResult: decision?.expectedResult ?? '',
      cancelsId: decision?.cancels?.id ?? '',
    },
    commands: [add, change],
    check: ({ text }) => ({ text: text.trim().length < 3 && 'Напишите решение' }),
    send: (value) => {
      const body = {
        version: card.version,
        text: value.text,
        expectedResult: value.responsibleId ? value.expectedResult : '',
        responsibleId: value.responsibleId || null,
        dueOn: (value.responsibleId && value.dueOn) || null,
        cancelsId: value.cancelsId || null,
      };
      if (decision) change.mutate({ params: { id: card.id, decisionId: decision.id }, body });
      else add.mutate({ params: { id: card.id, itemId: item.id }, body });
    },
  });
  return form;
}

/**
 * A decision typed where it will stand: its words, who answers, by what day, what will show that it is done. The meeting stays in view,
 * and the hall sees the words as they come. Enter in the words, or Ctrl+Enter anywhere, writes it down, @ leads to who answers, Esc puts it away.
 */
export function DecisionRow(props: Props): ReactNode {
  const { card, item, decision, onClose } = props;
  const form = useWording(props);
  const row = useRef<HTMLDivElement>(null);
  useHallDraft(card, { item, isNew: !decision }, form);
  useEffect(() => row.current?.querySelector('textarea')?.focus(), []);
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isWords = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Escape') onClose();
    else if (event.key === '@' && isWords) row.current?.querySelector('select')?.focus();
    else if (event.key === 'Enter' && (event.ctrlKey || (isWords && !event.shiftKey))) form.send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const number = decision?.number ?? `${item.number}.${item.decisions.length + 1}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields within
    <div ref={row} className="decision decision--editing" onKeyDown={onKey}>
      <Form
        form={form}
        className="decision__form"
        label={decision ? `Решение ${number}` : `Решение по вопросу ${item.number}`}
        actions={<Keys form={form} onClose={onClose} />}
      >
        <span className="decision__number">{number}</span>
        <WordingFields {...props} form={form} />
      </Form>
    </div>
  );
}

function Keys({ form, onClose }: { form: FormState<Wording>; onClose: () => void }): ReactNode {
  const { responsibleId, dueOn } = form.values;
  return (
    <p className="decision__keys">
      {responsibleId && <DayWords day={dueOn} isTerm />}
      <span className="push wide-only muted">
        <Kbd keys="=@" /> исполнитель
      </span>
      <SendButton form={form} hint="Enter">
        Записать
      </SendButton>
      <Button kind="quiet" hint="Escape" onClick={onClose}>
        Отмена
      </Button>
    </p>
  );
}

function WordingFields({ card, decision, form }: Props & { form: FormState<Wording> }): ReactNode {
  const { responsibleId } = form.values;
  return (
    <>
      <LongTextField form={form} name="text" label="Решили" hiddenLabel rows={1} />
      <SelectField
        form={form}
        name="responsibleId"
        label="Ответственный"
        hiddenLabel
        choices={[
          { value: '', label: 'все: поручения нет' },
          ...card.attendance.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
      {responsibleId ? <DateField form={form} name="dueOn" label="Срок" hiddenLabel /> : <span />}
      <div className="decision__rest">
        {responsibleId && <TextField form={form} name="expectedResult" label="Измеримый результат" />}
        <CancelsField form={form} {...(decision?.cancels && { kept: decision.cancels })} />
        {!decision && <TemplateSelect kind="decision" onPick={(text) => form.set({ text })} />}
      </div>
    </>
  );
}

/** Which assignment the decision takes off control: one that runs or waits to be accepted. */
function CancelsField(props: {
  form: FormState<Wording>;
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
