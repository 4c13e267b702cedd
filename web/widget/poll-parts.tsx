import type { ReactNode } from 'react';
import type { WidgetView } from '../../shared/contract/pages.ts';
import type { OpenPoll, OpenPollLine } from '../../shared/contract/participation/polls-open.ts';
import { type Question, UNSURE } from '../../shared/contract/participation/questionnaire.ts';
import { formatDay, localDay } from '../../shared/text/dates.ts';
import { audienceWords } from '../../shared/text/participation/eligibility.ts';
import { shuffleFor } from '../../shared/text/participation/option-order.ts';
import { kindTitles } from '../../shared/text/participation/poll-words.ts';
import { choicesOf } from '../../shared/text/participation/questions.ts';
import { TextInput, Tick } from './fields.tsx';
import { Outside } from './outside.tsx';

const until = (view: WidgetView, { closesAt }: Pick<OpenPollLine, 'closesAt'>): string =>
  formatDay(localDay(new Date(closesAt), view.city.zone));

/** What runs now. */
export function PollList({ view, polls }: { view: WidgetView; polls: readonly OpenPollLine[] }): ReactNode {
  if (polls.length === 0)
    return (
      <p>
        Сейчас опросов нет. Итоги прошедших —{' '}
        <a href={`${view.origin}/polls`} target="_blank" rel="noopener">
          на сайте
          <Outside />
        </a>
        .
      </p>
    );
  return (
    <ul className="list">
      {polls.map((poll) => (
        <li key={poll.id}>
          <h2>
            <a href={`${view.base}/polls/${poll.id}`}>{poll.title}</a>
          </h2>
          <p className="hint">
            {kindTitles[poll.kind]}, до {until(view, poll)}
          </p>
        </li>
      ))}
    </ul>
  );
}

const asked: readonly Question['kind'][] = ['single', 'multi', 'scale', 'photo', 'text'];

/** Questions that are asked of everybody, by controls every browser has; the rest is asked on the site. */
const askedHere = ({ kind, questions }: OpenPoll): Question[] =>
  kind === 'vote' ? [] : questions.filter((one) => asked.includes(one.kind) && one.showIf.length === 0);

/** Answers are begun here and given there: one person answers once, and who that is only the site may ask. */
export function PollForm(props: { view: WidgetView; poll: OpenPoll; draftKey: string }): ReactNode {
  const { view, poll, draftKey } = props;
  const here = askedHere(poll);
  const isWhole = here.length === poll.questions.length;
  return (
    <form
      method="post"
      action={`${view.origin}/from-widget`}
      target="_blank"
      encType="multipart/form-data"
      rel="noopener"
    >
      <input type="hidden" name="key" value={draftKey} />
      <input type="hidden" name="poll" value={poll.id} />
      <dl className="facts">
        <dt>Решаем</dt>
        <dd>{poll.matter}</dd>
        <dt>Итог</dt>
        <dd>{poll.isBinding ? 'обязателен' : 'совет, не обязателен'}</dd>
        <dt>Кто</dt>
        <dd>{audienceWords(poll)}</dd>
        <dt>До</dt>
        <dd>{until(view, poll)}</dd>
      </dl>
      {here.map((question) => (
        <Asked key={question.id} question={question} draftKey={draftKey} />
      ))}
      {poll.kind === 'vote' && <p>Голосование тайное: бюллетень выдают и запечатывают на сайте.</p>}
      {poll.kind !== 'vote' && !isWhole && <p>Остальные вопросы — на сайте.</p>}
      <button type="submit" className="button">
        {here.length > 0 ? 'Отправить на сайте' : 'Голосовать на сайте'}
        <Outside />
      </button>
      <p className="hint">
        Откроется сайт города: там подтвердите, что вы это вы. Выбранное здесь перейдёт туда.
      </p>
    </form>
  );
}

function Asked({ question, draftKey }: { question: Question; draftKey: string }): ReactNode {
  const title = `${question.title}${question.isRequired ? '' : ' (можно пропустить)'}`;
  if (question.kind === 'text')
    return (
      <TextInput
        name={`words:${question.id}`}
        label={title}
        hint="Не пишите имён и телефонов."
        rows={3}
        value=""
        error={undefined}
      />
    );
  const titles = new Map(question.options.map((option) => [option.id, option.title]));
  const order = question.isShuffled
    ? shuffleFor(question.options, draftKey, question.id).map(({ id }) => id)
    : choicesOf(question).filter((id) => id !== UNSURE);
  const choices = question.hasUnsure ? [...order, UNSURE] : order;
  const ends = question.kind === 'scale' && (question.lowTitle || question.highTitle);
  return (
    <fieldset className={question.kind === 'scale' ? 'scale' : ''}>
      <legend>{title}</legend>
      {question.hint && <p className="hint">{question.hint}</p>}
      {ends && (
        <p className="hint">
          1 — {question.lowTitle}, {question.steps} — {question.highTitle}
        </p>
      )}
      {choices.map((choice) => (
        <Tick
          key={choice}
          type={question.kind === 'multi' ? 'checkbox' : 'radio'}
          name={`one:${question.id}`}
          id={`${question.id}-${choice}`}
          value={choice}
        >
          {choice === UNSURE ? 'Затрудняюсь ответить' : (titles.get(choice) ?? choice)}
        </Tick>
      ))}
    </fieldset>
  );
}
