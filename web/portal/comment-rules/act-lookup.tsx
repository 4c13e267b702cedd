import { type ReactNode, useState } from 'react';
import { appealAct, findOpenAct, type OpenAct } from '../../../shared/contract/monitoring/moderation-open.ts';
import { appealOutcomeTitles, openStateTitles } from '../../../shared/text/monitoring/moderation.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { SearchForm } from '../../ui/forms/search-form.tsx';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { Mark } from '../../ui/mark.tsx';
import { Loadable } from '../../ui/states.tsx';

/** What became of a comment, by the number of its notice, and the way to object. */
export function ActLookup({ number }: { number: string }): ReactNode {
  const [, change] = useUrlQuery();
  return (
    <section className="stack stack--tight" aria-labelledby="comment-rules-act">
      <h2 id="comment-rules-act">Убрали ваш комментарий?</h2>
      <SearchForm
        label="Номер решения"
        hint="Из уведомления, например М-2026-11-0007"
        value={number}
        maxLength={40}
        isPaired
        onFind={(act) => change({ act })}
      />
      {number && <Found number={number} />}
    </section>
  );
}

function Found({ number }: { number: string }): ReactNode {
  const act = useRoute(findOpenAct, { query: { number } });
  return (
    <Loadable query={act} failed="Решение не нашлось">
      {({ act: found }) =>
        found ? (
          <Act act={found} />
        ) : (
          <p>Решения с номером {number} нет. Проверьте номер: он стоит в уведомлении.</p>
        )
      }
    </Loadable>
  );
}

/** Nothing more happens to the comment by itself. */
const isEnded = (state: OpenAct['state']): boolean =>
  ['declined', 'dropped', 'hidden', 'restored', 'lost'].includes(state);

function Act({ act }: { act: OpenAct }): ReactNode {
  const formats = useFormats();
  const [dueAt, setDueAt] = useState<string | null>(null);
  const { appeal } = act;
  return (
    <div className="stack stack--tight comment-rules__act">
      <p>
        <b>{act.number}</b>{' '}
        <Mark tone={isEnded(act.state) ? 'quiet' : 'info'}>{openStateTitles[act.state]}</Mark>
      </p>
      <p>
        {act.pageTitle}. Правило {act.ruleNumber} «{act.ruleTitle}».
        {act.hiddenAt && ` Комментарий убран ${formats.dateTime(act.hiddenAt)}.`}
      </p>
      {appeal && (
        <p>
          Возражение получено {formats.date(appeal.madeAt)}:{' '}
          {appeal.outcome
            ? appealOutcomeTitles[appeal.outcome]
            : `решим до ${formats.dateTime(appeal.dueAt)}`}
          .
        </p>
      )}
      {dueAt && !appeal && <p role="status">Возражение принято. Решим до {formats.dateTime(dueAt)}.</p>}
      {act.mayAppeal && !dueAt && <AppealForm act={act} onDone={setDueAt} />}
      {act.state === 'hidden' && !act.mayAppeal && !appeal && (
        <p>Срок, в который можно было возразить, прошёл.</p>
      )}
    </div>
  );
}

function AppealForm({ act, onDone }: { act: OpenAct; onDone: (dueAt: string) => void }): ReactNode {
  const formats = useFormats();
  const appeal = useCommand(appealAct, { onDone: (reply) => onDone(reply.dueAt) });
  const form = useForm({
    start: { code: '', words: '' },
    commands: appeal,
    check: ({ code, words }) => ({
      code: !code.trim() && 'Впишите код из уведомления',
      words: words.trim().length < 10 && 'Напишите, с чем вы не согласны',
    }),
    send: ({ code, words }) =>
      appeal.mutate({ body: { number: act.number, code: code.trim(), words: words.trim() } }),
  });
  return (
    <Form form={form}>
      <h3>Возразить</h3>
      {act.appealUntil && (
        <p>Можно до {formats.date(act.appealUntil)}. Решит другой человек, не тот, кто убрал.</p>
      )}
      <TextField
        form={form}
        name="code"
        label="Код"
        hint="Шесть знаков из уведомления"
        autoComplete="off"
        maxLength={20}
      />
      <LongTextField
        form={form}
        name="words"
        label="С чем вы не согласны"
        hint="Телефон и адрес здесь не нужны"
        rows={4}
        maxLength={4000}
      />
      <SendButton form={form}>Возразить</SendButton>
    </Form>
  );
}
