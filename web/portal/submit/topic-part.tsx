import { type ReactNode, useState } from 'react';
import { RadioGroup } from '../../ui/forms/choice.tsx';
import { Combobox, type ComboboxOption } from '../../ui/forms/combobox.tsx';
import { DateInput } from '../../ui/forms/date-input.tsx';
import { TextInput } from '../../ui/forms/field.tsx';
import { questionField } from './topic-answers.ts';
import { type Fact, nameTopic, searchTopics, type Taxonomy } from './topic-search.ts';
import type { TopicState } from './use-topic.ts';

/** «Похоже на тему …»: one line while the guess is right, a choice when it is not. */
export function TopicPart(props: {
  topic: TopicState;
  answers: Record<string, string>;
  /** Of questions, by the ids of their fields. */
  errors: Readonly<Record<string, string>>;
  onAnswers: (answers: Record<string, string>) => void;
}): ReactNode {
  const { topic, errors } = props;
  const { taxonomy } = topic;
  const fact = topic.fact ?? topic.asked;
  const [isChoosing, setChoosing] = useState(false);
  if (!taxonomy) return null;
  if (isChoosing) return <TopicChoice topic={topic} taxonomy={taxonomy} onDone={() => setChoosing(false)} />;
  if (fact)
    return (
      <>
        <TopicLine
          label="Похоже на тему"
          name={nameTopic(taxonomy, fact)}
          onChange={() => setChoosing(true)}
        />
        <Questions fact={fact} answers={props.answers} errors={errors} onAnswers={props.onAnswers} />
      </>
    );
  if (topic.isRefused || topic.isUnknown)
    return <TopicLine label="Тема" name="выберет оператор" onChange={() => setChoosing(true)} />;
  return topic.guesses.length > 0 ? (
    <TopicChoice topic={topic} taxonomy={taxonomy} onDone={() => setChoosing(false)} />
  ) : null;
}

function TopicLine(props: { label: string; name: string; onChange: () => void }): ReactNode {
  return (
    <div className="submit-topic" aria-live="polite">
      <div>
        <p className="small">{props.label}</p>
        <p>
          <b>{props.name}</b>
        </p>
      </div>
      <button type="button" className="link-button" onClick={props.onChange}>
        Сменить<span className="aloud"> тему</span>
      </button>
    </div>
  );
}

interface TopicOption extends ComboboxOption {
  fact: Fact;
}

/** The few the words remind of, a search over all, and «не знаю»: the operator then decides. */
function TopicChoice(props: { topic: TopicState; taxonomy: Taxonomy; onDone: () => void }): ReactNode {
  const { topic, taxonomy, onDone } = props;
  const [text, setText] = useState('');
  const choose = (fact: Fact) => {
    topic.choose(fact);
    onDone();
  };
  return (
    <fieldset className="sheet submit-topics">
      <legend className="aloud">О чём сообщение</legend>
      <h2>О чём сообщение?</h2>
      {topic.guesses.length > 0 && (
        <ul className="stack stack--tight">
          {topic.guesses.map((fact) => (
            <li key={fact.id}>
              <button type="button" className="button button--wide submit-guess" onClick={() => choose(fact)}>
                {nameTopic(taxonomy, fact)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox<TopicOption>
        label={topic.guesses.length > 0 ? 'Другая тема' : 'Найдите тему'}
        hint="Одно слово: фонарь, мусор, горячая вода"
        text={text}
        onText={setText}
        onPick={({ fact }) => choose(fact)}
        nothing="Такой темы нет. Можно не выбирать: её определит оператор."
        search={async (asked) =>
          searchTopics(taxonomy, asked).map((fact) => ({
            id: fact.id,
            label: nameTopic(taxonomy, fact),
            fact,
          }))
        }
      />
      <button
        type="button"
        className="link-button"
        onClick={() => {
          topic.refuse();
          onDone();
        }}
      >
        Не знаю — пусть выберет оператор
      </button>
    </fieldset>
  );
}

/** What the topic asks, set by staff in the rubricator; only what is not marked so may not be left out. */
function Questions(props: {
  fact: Fact;
  answers: Record<string, string>;
  errors: Readonly<Record<string, string>>;
  onAnswers: (answers: Record<string, string>) => void;
}): ReactNode {
  const { fact, answers, errors, onAnswers } = props;
  return fact.questions.map((question) => (
    <Question
      key={question.id}
      question={question}
      value={answers[question.id] ?? ''}
      error={errors[questionField(question.id)]}
      onChange={(text) => onAnswers({ ...answers, [question.id]: text })}
    />
  ));
}

function Question(props: {
  question: Fact['questions'][number];
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}): ReactNode {
  const { question, value, error, onChange } = props;
  const { id, title, type, isRequired, options } = question;
  const field = questionField(id);
  if (type === 'photo')
    // The photos of a message are attached above, once for all that is asked of them.
    return (
      <p id={field} className={error ? 'field__error' : 'small'}>
        {error ?? `Приложите фото: ${title}${isRequired ? '' : ' (необязательно)'}`}
      </p>
    );
  if (options)
    return (
      <RadioGroup
        id={field}
        legend={
          <>
            {title} {!isRequired && <span className="field__optional">(необязательно)</span>}
          </>
        }
        error={error}
        value={value}
        choices={options.map((option) => ({ value: option, label: option }))}
        onChange={onChange}
      />
    );
  if (type === 'date')
    return (
      <DateInput
        id={field}
        label={title}
        optional={!isRequired}
        value={value}
        error={error}
        onChange={onChange}
      />
    );
  return (
    <TextInput
      id={field}
      label={title}
      optional={!isRequired}
      maxLength={500}
      inputMode={type === 'number' ? 'decimal' : 'text'}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
