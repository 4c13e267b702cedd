import type { ReactNode } from 'react';
import { giveReview, nextReview } from '../../../../shared/contract/messages/quality-reviews.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';

type Next = RouteReply<typeof nextReview>;

/** One answer at a time, without names and without what others said. */
export function ReviewPart(): ReactNode {
  const next = useRoute(nextReview, undefined, { keepOld: false, staleTime: 0 });
  return (
    <Loadable query={next} failed="Ответ на проверку не загрузился">
      {(data) =>
        data.sample ? (
          <ReviewForm key={data.sample.id} next={data} sample={data.sample} />
        ) : (
          <EmptyState title="Проверять нечего">
            Новая выборка появится здесь. Своих ответов и уже проверенных вам не покажут.
          </EmptyState>
        )
      }
    </Loadable>
  );
}

function ReviewForm({ next, sample }: { next: Next; sample: NonNullable<Next['sample']> }): ReactNode {
  const give = useCommand(giveReview, { done: 'Решение записано' });
  const form = useForm<{ errors: string[]; note: string }>({
    start: { errors: [], note: '' },
    commands: give,
    send: (said) =>
      give.mutate({
        params: { id: sample.id },
        body: { verdict: said.errors.length > 0 ? 'flawed' : 'good', ...said },
      }),
  });
  const { errors } = form.values;
  return (
    <Form form={form} className="desk__list" byButtonOnly>
      <p className="muted">Ждут вас: {counted(next.waiting, 'ответ', 'ответа', 'ответов')}</p>
      <section className="desk__sheet" aria-label="Что спросил житель">
        <h2>Что спросил житель</h2>
        <p>{sample.question}</p>
      </section>
      <section className="desk__sheet" aria-label="Что ответили">
        <h2>Что ответили</h2>
        <p>{sample.answer}</p>
      </section>
      <fieldset className="desk__list">
        <legend className="field__label">Ошибки ответа. Ни одной — ответ хороший.</legend>
        {next.errors.map(({ id, title }) => (
          <ItemField key={id} form={form} name="errors" item={id}>
            {title}
          </ItemField>
        ))}
      </fieldset>
      <LongTextField form={form} name="note" label="Почему" optional maxLength={1000} />
      <span>
        <SendButton form={form} type="button" onClick={form.send}>
          {errors.length > 0 ? 'Записать ошибки' : 'Ответ хороший'}
        </SendButton>
      </span>
    </Form>
  );
}
