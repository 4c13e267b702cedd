import type { ReactNode } from 'react';
import { getFile } from '../../../shared/contract/base/files.ts';
import {
  type Answer,
  type Answers,
  type Question,
  UNSURE,
} from '../../../shared/contract/participation/questionnaire.ts';
import { formatRoubles } from '../../../shared/text/numbers.ts';
import { shuffleFor } from '../../../shared/text/participation/option-order.ts';
import { boundsOf, choicesOf, isOfSeveral } from '../../../shared/text/participation/questions.ts';
import { buildUrl } from '../../lib/api.ts';
import { SegmentedField } from '../forms/choice-field.tsx';
import { bindFields, type Fields } from '../forms/fields.ts';
import { CardsField, type OptionCard } from '../forms/option-cards.tsx';
import { LongTextField } from '../forms/text-field.tsx';
import { Purse } from './budget-field.tsx';
import './questions.css';
import { RankingField } from './ranking-field.tsx';

const unsureTitle = 'Затрудняюсь ответить';

/** What a form of answers holds, besides what is its own. */
export interface AnswerValues {
  answers: Answers;
  /** The order of options is by it. */
  clientKey: string;
}

/** A place on the map: who shows a question knows how. */
export type PointLook = (props: {
  legend: string;
  hint: string;
  id: string;
  error: string | undefined;
  value: Answer | undefined;
  onChange: (point: { lat: number; lon: number }) => void;
}) => ReactNode;

interface Asked {
  form: Fields<AnswerValues>;
  renderPoint: PointLook;
  question: Question;
  /** The page's title asks it. */
  isOnly: boolean;
}

/** The answer to one question, as a field of the kit under the question's own name. */
function bindAnswer<V extends Answer>(
  { form, question: { id } }: Asked,
  value: V,
): Fields<Record<string, V>> {
  return bindFields<Record<string, V>>(
    { [id]: value },
    (patch) => {
      const next = patch[id];
      if (next !== undefined) form.set({ answers: { ...form.get().answers, [id]: next } });
    },
    { id: `${form.id}-answers`, errors: { [id]: form.errorOf(`answers.${id}`) } },
  );
}

const chosenIn = ({ form, question: { id } }: Asked): string[] => {
  const answer = form.values.answers[id];
  return Array.isArray(answer) ? answer : [];
};

/** One question, by its kind. */
export function QuestionField(props: Asked): ReactNode {
  const { question } = props;
  switch (question.kind) {
    case 'scale':
      return <ScaleField {...props} />;
    case 'matrix':
      return <MatrixField {...props} />;
    case 'text':
      return <WordsField {...props} />;
    case 'point':
      return props.renderPoint({
        legend: legendOf(props),
        hint: question.hint,
        id: `${props.form.id}-answers-${question.id}`,
        error: props.form.errorOf(`answers.${question.id}`),
        value: props.form.values.answers[question.id],
        onChange: (point) =>
          props.form.set({ answers: { ...props.form.get().answers, [question.id]: point } }),
      });
    case 'budget':
      return (
        <div className="poll__budget">
          <ChoiceField {...props} />
          <Purse question={question} chosen={chosenIn(props)} />
        </div>
      );
    case 'ranking':
      return (
        <RankingField
          legend={legendOf(props)}
          question={question}
          id={`${props.form.id}-answers-${question.id}`}
          error={props.form.errorOf(`answers.${question.id}`)}
          options={orderedOptions(props)}
          chosen={chosenIn(props)}
          onChange={(chosen) =>
            props.form.set({ answers: { ...props.form.get().answers, [question.id]: chosen } })
          }
        />
      );
    default:
      return <ChoiceField {...props} />;
  }
}

const legendOf = ({ question }: Asked): string =>
  `${question.title}${question.isRequired ? '' : ' (можно пропустить)'}`;

const orderedOptions = ({ form, question }: Asked): Question['options'] =>
  question.isShuffled ? shuffleFor(question.options, form.values.clientKey, question.id) : question.options;

function cardOf({ id, title, about, place, cost, fileId, alt }: Question['options'][number]): OptionCard {
  return {
    value: id,
    title,
    about: [place, about].filter(Boolean).join('. '),
    ...(cost !== null && { figure: formatRoubles(cost) }),
    ...(fileId !== null && {
      picture: { src: buildUrl(getFile, { params: { id: fileId, variant: 'display' } }), alt },
    }),
  };
}

function hintOf(question: Question): string {
  const { least, most } = boundsOf(question);
  const several =
    question.kind === 'multi'
      ? most < question.options.length
        ? `Выберите до ${most}.`
        : 'Можно несколько.'
      : '';
  const from = question.kind === 'multi' && least > 1 ? ` Не меньше ${least}.` : '';
  const order = question.isShuffled ? 'Порядок вариантов у каждого свой, случайный.' : '';
  return [question.hint, `${several}${from}`, order].filter(Boolean).join(' ');
}

function ChoiceField(props: Asked): ReactNode {
  const { question } = props;
  const cards = orderedOptions(props).map(cardOf);
  return (
    <CardsField
      form={bindAnswer(props, chosenIn(props))}
      name={question.id}
      legend={legendOf(props)}
      hiddenLegend={props.isOnly}
      hint={hintOf(question)}
      isSeveral={isOfSeveral(question)}
      alone={UNSURE}
      cards={question.hasUnsure ? [...cards, { value: UNSURE, title: unsureTitle }] : cards}
    />
  );
}

function ScaleField(props: Asked): ReactNode {
  const { question, form } = props;
  const steps = choicesOf(question).map((value) => ({
    value,
    label: value === UNSURE ? unsureTitle : value,
  }));
  const ends =
    question.lowTitle || question.highTitle
      ? `1 — ${question.lowTitle}, ${question.steps} — ${question.highTitle}`
      : '';
  const [chosen = ''] = chosenIn(props);
  const fields = bindFields<Record<string, string>>(
    { [question.id]: chosen },
    (patch) => form.set({ answers: { ...form.get().answers, [question.id]: [patch[question.id] ?? ''] } }),
    { id: `${form.id}-answers`, errors: { [question.id]: form.errorOf(`answers.${question.id}`) } },
  );
  return (
    <SegmentedField
      form={fields}
      name={question.id}
      legend={legendOf(props)}
      hint={[question.hint, ends].filter(Boolean).join(' ')}
      choices={steps}
    />
  );
}

/** Line after line, each with the columns in a row. */
function MatrixField(props: Asked): ReactNode {
  const { form, question } = props;
  const answer = form.values.answers[question.id];
  const given: Record<string, string> =
    typeof answer === 'object' && !Array.isArray(answer) ? (answer as Record<string, string>) : {};
  const error = form.errorOf(`answers.${question.id}`);
  const id = `${form.id}-answers-${question.id}`;
  const columns = [
    ...question.options.map((option) => ({ value: option.id, label: option.title })),
    ...(question.hasUnsure ? [{ value: UNSURE, label: unsureTitle }] : []),
  ];
  return (
    <fieldset className={error ? 'field field--error' : 'field'}>
      <legend className="field__label">{legendOf(props)}</legend>
      {question.hint && <p className="field__hint">{question.hint}</p>}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div className="poll__lines">
        {question.rows.map((row, at) => (
          <SegmentedField
            key={row.id}
            id={at === 0 ? id : `${id}-${row.id}`}
            form={bindFields<Record<string, string>>({ [row.id]: given[row.id] ?? '' }, (patch) =>
              form.set({
                answers: {
                  ...form.get().answers,
                  [question.id]: { ...given, [row.id]: patch[row.id] ?? '' },
                },
              }),
            )}
            name={row.id}
            legend={row.title}
            choices={columns}
          />
        ))}
      </div>
    </fieldset>
  );
}

function WordsField(props: Asked): ReactNode {
  const { form, question } = props;
  const answer = form.values.answers[question.id];
  return (
    <LongTextField
      form={bindAnswer<string>(props, typeof answer === 'string' ? answer : '')}
      name={question.id}
      label={legendOf(props)}
      hint={`${question.hint ? `${question.hint} ` : ''}Не пишите имён и телефонов: ответы читают, прежде чем показать.`}
      rows={4}
    />
  );
}
