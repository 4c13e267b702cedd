import { type ReactNode, useRef, useState } from 'react';
import { getPollRules, type PollCard } from '../../../../../shared/contract/participation/polls.ts';
import { changePoll } from '../../../../../shared/contract/participation/polls-acts.ts';
import { questionKinds } from '../../../../../shared/contract/participation/questionnaire.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { notePoll } from '../../../../../shared/text/participation/design-notes.ts';
import { questionTitles } from '../../../../../shared/text/participation/poll-words.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { useZone } from '../../../../lib/session.ts';
import { Button } from '../../../../ui/button.tsx';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { type Form as FormState, useForm } from '../../../../ui/forms/use-form.ts';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { AboutFields } from './about-fields.tsx';
import { NotesPart } from './notes-part.tsx';
import { PhonePreview } from './phone-preview.tsx';
import { isTime, movedItem, newQuestion, type PollValues, toFields, toValues } from './poll-values.ts';
import { QuestionEditor } from './question-editor.tsx';

type Rules = RouteReply<typeof getPollRules>;

/** A draft is written here: about it, its questions, what is wrong with them, and how a phone shows it. */
export function PollConstructor({ card }: { card: PollCard }): ReactNode {
  const rules = useRoute(getPollRules);
  return (
    <Loadable query={rules} failed="Порядок опросов не загрузился">
      {(data) => <Writing card={card} rules={data} />}
    </Loadable>
  );
}

const checkValues = (values: PollValues) => ({
  title: values.title.trim().length < 5 && 'Назовите опрос вопросом, которым он начнётся',
  opensTime: !isTime(values.opensTime) && 'Время в виде 09:00',
  closesTime: !isTime(values.closesTime) && 'Время в виде 20:00',
  closesOn:
    values.opensOn !== '' &&
    values.closesOn !== '' &&
    values.closesOn < values.opensOn &&
    'Конец раньше начала',
  ...Object.fromEntries(
    values.questions.flatMap(({ title, options, rows }, at) => [
      ...(title.trim() ? [] : [[`questions.${at}.title`, 'Напишите вопрос'] as const]),
      ...options.flatMap((option, place) =>
        option.title.trim() ? [] : [[`questions.${at}.options.${place}.title`, 'Напишите вариант'] as const],
      ),
      ...rows.flatMap((row, place) =>
        row.title.trim() ? [] : [[`questions.${at}.rows.${place}.title`, 'Напишите строку'] as const],
      ),
    ]),
  ),
});

function Writing({ card, rules }: { card: PollCard; rules: Rules }): ReactNode {
  const zone = useZone();
  const [isShown, setShown] = useState(false);
  // The version the form began with: what another wrote meanwhile is not written over.
  const seen = useRef(card.version);
  const change = useCommand(changePoll, {
    done: 'Записано',
    onDone: ({ version }) => {
      seen.current = version;
    },
  });
  const form = useForm<PollValues>({
    start: () => toValues(card, zone),
    commands: change,
    check: checkValues,
    send: (values) =>
      change.mutate({ params: { id: card.id }, body: { version: seen.current, ...toFields(values, zone) } }),
  });
  useHotkeys('Опрос', [
    { keys: 'Ctrl+Enter', label: 'Записать', run: form.send },
    { keys: 'KeyV', label: 'Как на телефоне', run: () => setShown((is) => !is) },
  ]);
  const notes = notePoll(toFields(form.values, zone), rules);
  return (
    <div className={isShown ? 'polls-desk__writing is-previewed' : 'polls-desk__writing'}>
      <Form
        form={form}
        label="Опрос"
        isListed
        byButtonOnly
        failed={{ title: 'Не записано', kept: 'Написанное осталось в форме.' }}
        actions={
          <p className="cluster">
            <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
              Записать
            </SendButton>
            <Button hint="KeyV" onClick={() => setShown((is) => !is)}>
              {isShown ? 'Убрать телефон' : 'Как на телефоне'}
            </Button>
          </p>
        }
      >
        <NotesPart notes={notes} fields={toFields(form.values, zone)} rules={rules} />
        <AboutFields form={form} rules={rules} />
        <Questions form={form} notes={notes} />
      </Form>
      {isShown && <PhonePreview questions={form.values.questions} title={form.values.title} />}
    </div>
  );
}

function Questions({
  form,
  notes,
}: {
  form: FormState<PollValues>;
  notes: ReturnType<typeof notePoll>;
}): ReactNode {
  const { questions } = form.values;
  const put = (next: readonly PollValues['questions'][number][]) => form.set({ questions: next });
  return (
    <Section title="Вопросы" className="stack">
      {questions.map((question, at) => (
        <QuestionEditor
          key={question.id}
          form={form}
          at={at}
          notes={notes.filter(({ questionId }) => questionId === question.id)}
          onMove={(by) => put(movedItem(questions, at, by))}
          onDrop={() => put(questions.filter((_, index) => index !== at))}
        />
      ))}
      <fieldset className="polls-desk__add">
        <legend className="field__label">Добавить вопрос</legend>
        {questionKinds.map((kind) => (
          <Button key={kind} icon="plus" onClick={() => put([...questions, newQuestion(questions, kind)])}>
            {questionTitles[kind]}
          </Button>
        ))}
      </fieldset>
    </Section>
  );
}
