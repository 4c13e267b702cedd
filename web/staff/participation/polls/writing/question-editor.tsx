import type { ReactNode } from 'react';
import type { DesignNote } from '../../../../../shared/contract/participation/polls.ts';
import { type Question, questionKinds } from '../../../../../shared/contract/participation/questionnaire.ts';
import { questionTitles } from '../../../../../shared/text/participation/poll-words.ts';
import { IconButton } from '../../../../ui/button.tsx';
import { CheckField, NumberChoiceField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { type Fields, rowOf } from '../../../../ui/forms/fields.ts';
import { NumberField, TextField } from '../../../../ui/forms/text-field.tsx';
import type { Form } from '../../../../ui/forms/use-form.ts';
import { ConditionFields } from './condition-fields.tsx';
import { NoteList } from './notes-part.tsx';
import { OptionFields, RowFields } from './option-fields.tsx';
import { asKind, type PollValues } from './poll-values.ts';
import '../../parts/participation.css';

/** One question with its options, rules and conditions; what is wrong with it stands under it. */
export function QuestionEditor(props: {
  form: Form<PollValues>;
  at: number;
  notes: readonly DesignNote[];
  onMove: (by: 1 | -1) => void;
  onDrop: () => void;
}): ReactNode {
  const { form, at, notes } = props;
  const row: Fields<Question> = rowOf(form, 'questions', at);
  const question = row.values;
  const { kind } = question;
  const hasOptions = kind !== 'scale' && kind !== 'text' && kind !== 'point';
  return (
    <fieldset className="desk__sheet polls-desk__question">
      <legend className="aloud">Вопрос {at + 1}</legend>
      <EditorHead {...props} kind={kind} />
      <TextField form={row} name="title" label="Вопрос" maxLength={300} />
      <div className="participation__pair">
        <SelectField
          form={row}
          name="kind"
          label="Чем отвечают"
          choices={questionKinds.map((value) => ({ value, label: questionTitles[value] }))}
          also={(value) => asKind(question, value)}
        />
        <TextField form={row} name="hint" label="Пояснение" optional maxLength={500} />
      </div>
      {kind === 'matrix' && <RowFields form={row} />}
      {kind === 'budget' && (
        <NumberField
          form={row}
          name="total"
          label="Сколько всего денег, ₽"
          hint="Житель выберет проекты, которые вместе помещаются в эту сумму"
        />
      )}
      {hasOptions && <OptionFields form={row} />}
      {kind === 'scale' && <ScaleFields form={row} />}
      {(kind === 'multi' || kind === 'ranking') && <BoundFields form={row} />}
      <Ticks form={row} />
      <ConditionFields form={row} earlier={form.values.questions.slice(0, at)} />
      <NoteList notes={notes} />
    </fieldset>
  );
}

function EditorHead(props: {
  form: Form<PollValues>;
  at: number;
  kind: Question['kind'];
  onMove: (by: 1 | -1) => void;
  onDrop: () => void;
}): ReactNode {
  const { at, kind } = props;
  const last = props.form.values.questions.length - 1;
  return (
    <p className="polls-desk__head">
      <b>
        {at + 1}. {questionTitles[kind]}
      </b>
      <span className="cluster">
        {at > 0 && (
          <IconButton
            icon="up"
            kind="quiet"
            label={`Выше: вопрос ${at + 1}`}
            onClick={() => props.onMove(-1)}
          />
        )}
        {at < last && (
          <IconButton
            icon="down"
            kind="quiet"
            label={`Ниже: вопрос ${at + 1}`}
            onClick={() => props.onMove(1)}
          />
        )}
        <IconButton icon="close" kind="quiet" label={`Убрать вопрос ${at + 1}`} onClick={props.onDrop} />
      </span>
    </p>
  );
}

function Ticks({ form: row }: { form: Fields<Question> }): ReactNode {
  const { kind } = row.values;
  const hasOptions = kind !== 'scale' && kind !== 'text' && kind !== 'point';
  return (
    <div className="polls-desk__ticks">
      <CheckField form={row} name="isRequired">
        Ответ обязателен
      </CheckField>
      {kind !== 'text' && kind !== 'point' && (
        <CheckField form={row} name="hasUnsure">
          Есть «затрудняюсь ответить»
        </CheckField>
      )}
      {hasOptions && kind !== 'matrix' && (
        <CheckField form={row} name="isShuffled">
          Случайный порядок вариантов
        </CheckField>
      )}
    </div>
  );
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ value: String(from + at), label: String(from + at) }));

function ScaleFields({ form }: { form: Fields<Question> }): ReactNode {
  return (
    <div className="participation__pair">
      <NumberChoiceField form={form} name="steps" label="Делений" choices={numbers(2, 10)} />
      <TextField form={form} name="lowTitle" label="1 — это" placeholder="плохо" maxLength={60} />
      <TextField form={form} name="highTitle" label="Последнее — это" placeholder="хорошо" maxLength={60} />
    </div>
  );
}

function BoundFields({ form }: { form: Fields<Question> }): ReactNode {
  const all = Math.max(1, form.values.options.length);
  return (
    <div className="participation__pair">
      <NumberChoiceField form={form} name="least" label="Выбрать не меньше" choices={numbers(1, all)} />
      <NumberChoiceField
        form={form}
        name="most"
        label="Не больше"
        choices={[{ value: '0', label: 'сколько угодно' }, ...numbers(1, all)]}
      />
    </div>
  );
}
