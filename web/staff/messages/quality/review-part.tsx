import { type ReactNode, useState } from 'react';
import { giveReview, nextReview } from '../../../../shared/contract/messages/quality-reviews.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { TextArea } from '../../../ui/forms/field.tsx';
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
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const give = useCommand(giveReview, { onDone: () => showToast('Решение записано') });
  const send = (): void =>
    give.mutate({
      params: { id: sample.id },
      body: { verdict: errors.length > 0 ? 'flawed' : 'good', errors: [...errors], note },
    });
  return (
    <div className="desk__list">
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
          <Checkbox
            key={id}
            checked={errors.includes(id)}
            onChange={(isOn) => setErrors(isOn ? [...errors, id] : errors.filter((one) => one !== id))}
          >
            {title}
          </Checkbox>
        ))}
      </fieldset>
      <TextArea
        label="Почему"
        optional
        value={note}
        maxLength={1000}
        onChange={(event) => setNote(event.target.value)}
      />
      <Failures of={give} />
      <span>
        <Button kind="primary" busy={give.isPending} onClick={send}>
          {errors.length > 0 ? 'Записать ошибки' : 'Ответ хороший'}
        </Button>
      </span>
    </div>
  );
}
