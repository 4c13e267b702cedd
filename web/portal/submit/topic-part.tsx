import { type ReactNode, useState } from 'react';
import { RadioField } from '../../ui/forms/choice-field.tsx';
import type { ComboboxOption } from '../../ui/forms/combobox.tsx';
import { DateField } from '../../ui/forms/date-field.tsx';
import { bindValue, type Fields } from '../../ui/forms/fields.ts';
import { SuggestField } from '../../ui/forms/suggest-field.tsx';
import { TextField } from '../../ui/forms/text-field.tsx';
import { type Fact, nameTopic, searchTopics, type Taxonomy } from './topic-search.ts';
import type { TopicState } from './use-topic.ts';

/** What is answered, by the ids of the questions. */
type Answers = Fields<Readonly<Record<string, string>>>;

/** «Похоже на тему …»: one line while the guess is right, a choice when it is not. */
export function TopicPart(props: { topic: TopicState; questions: Answers }): ReactNode {
  const { topic } = props;
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
        {fact.questions.map((question) => (
          <Question key={question.id} question={question} form={props.questions} />
        ))}
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
      <SuggestField
        form={bindValue(text, setText)}
        name="value"
        label={topic.guesses.length > 0 ? 'Другая тема' : 'Найдите тему'}
        hint="Одно слово: фонарь, мусор, горячая вода"
        onPick={({ fact }: TopicOption) => choose(fact)}
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
function Question(props: { question: Fact['questions'][number]; form: Answers }): ReactNode {
  const { question, form } = props;
  const { id, title, type, isRequired, options } = question;
  const field = { form, name: id };
  if (type === 'photo') {
    const error = form.errorOf(id);
    // The photos of a message are attached above, once for all that is asked of them.
    return (
      <p id={`${form.id}-${id}`} className={error ? 'field__error' : 'small'}>
        {error ?? `Приложите фото: ${title}${isRequired ? '' : ' (необязательно)'}`}
      </p>
    );
  }
  if (options)
    return (
      <RadioField
        {...field}
        legend={
          <>
            {title} {!isRequired && <span className="field__optional">(необязательно)</span>}
          </>
        }
        choices={options.map((option) => ({ value: option, label: option }))}
      />
    );
  if (type === 'date') return <DateField {...field} label={title} optional={!isRequired} />;
  return (
    <TextField
      {...field}
      label={title}
      optional={!isRequired}
      maxLength={500}
      inputMode={type === 'number' ? 'decimal' : 'text'}
    />
  );
}
