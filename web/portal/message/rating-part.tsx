import type { ReactNode } from 'react';
import {
  type MessagePage,
  type RatingReason,
  rateMessage,
} from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { showToast } from '../../lib/toast.ts';
import { ItemsField, SegmentedField } from '../../ui/forms/choice-field.tsx';
import type { Choice } from '../../ui/forms/field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { shrinkPhoto } from '../parts/shrink-photo.ts';
import { ReportFields } from './report-fields.tsx';

type Resolved = 'yes' | 'partly' | 'no';

const resolvedChoices: Choice<Resolved>[] = [
  { value: 'yes', label: 'Да' },
  { value: 'partly', label: 'Частично' },
  { value: 'no', label: 'Нет' },
];
const scores: Choice[] = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
const thanks: Readonly<Record<Resolved, string>> = {
  yes: 'Спасибо! Результат подтверждён.',
  partly: 'Спасибо! Мы записали, что решено частично.',
  no: 'Сообщение вернулось в работу с новым сроком.',
};

/** Which reasons go with a word and a mark: an unsolved problem and a low mark have their own. */
const reasonsFor = (
  reasons: readonly RatingReason[],
  { resolved, score }: { resolved: string; score: string },
): RatingReason[] => {
  if (!resolved && !score) return [];
  const isBad = score ? Number(score) <= 3 : resolved !== 'yes';
  return reasons.filter((reason) => reason.for === (isBad || resolved === 'no' ? 'bad' : 'good'));
};

/** «Проблема решена?» and the mark of the answer. «Нет» returns the message to work. Nothing is chosen beforehand. */
export function RatingPart(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const draftKey = `rate-${message.number}`;
  const draft = useDraft(draftKey, {
    resolved: '' as Resolved | '',
    score: '',
    reasons: [] as string[],
    comment: '',
  });
  const kept = useKeptPhotos(draftKey, 5, shrinkPhoto);
  const rate = useCommand(rateMessage, {
    onDone: (_, { body }) => {
      draft.clear();
      kept.forget();
      showToast(thanks[body.resolved]);
    },
  });
  const { resolved } = draft.value;
  const offered = reasonsFor(message.rateReasons, draft.value);
  const isReturn = resolved === 'no';
  const form = useForm({
    draft,
    commands: rate,
    gap: () => kept.gap,
    check: ({ comment }) => ({
      resolved: !resolved && 'Выберите, решена ли проблема',
      comment:
        isReturn &&
        !comment.trim() &&
        kept.refs.length === 0 &&
        'Напишите, что не сделано, или приложите фото',
    }),
    send: ({ score, reasons, comment }) => {
      if (!resolved) return;
      rate.mutate({
        params: { number: message.number },
        query: { k: trackKey },
        body: {
          resolved,
          score: score ? Number(score) : null,
          reasons: reasons.filter((id) => offered.some((one) => one.id === id)),
          ...(comment.trim() && { comment: comment.trim() }),
          files: kept.refs,
        },
      });
    },
  });
  return (
    <Form
      form={form}
      className="sheet message__rating"
      id="solved"
      failed={{ title: 'Оценка не отправлена', kept: 'Ваш выбор и слова сохранены.' }}
      actions={
        <>
          <SendButton form={form} wide>
            {isReturn ? 'Вернуть в работу' : 'Отправить оценку'}
          </SendButton>
          <p className="small">Ответите «Нет» — сообщение вернётся в работу с новым сроком.</p>
        </>
      }
    >
      <SegmentedField
        form={form}
        name="resolved"
        wide
        legend={<h2>Проблема решена?</h2>}
        choices={resolvedChoices}
      />
      <div className="stack stack--tight">
        <SegmentedField
          form={form}
          name="score"
          wide
          legend={
            <>
              Как вам ответ? <span className="field__optional">(необязательно)</span>
            </>
          }
          choices={scores}
        />
        <p className="small message__ends" aria-hidden="true">
          <span>1 — плохо</span>
          <span>5 — отлично</span>
        </p>
      </div>
      {offered.length > 0 && (
        <ItemsField
          form={form}
          name="reasons"
          className="field message__reasons"
          legend={
            <>
              Почему? <span className="field__optional">(необязательно, можно несколько)</span>
            </>
          }
          choices={offered.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <ReportFields
        form={form}
        kept={kept}
        label={isReturn ? 'Что не сделано' : 'Что добавить'}
        isReturn={isReturn}
        photoLabel={isReturn || resolved === 'partly' ? 'Фото того, что осталось' : null}
      />
    </Form>
  );
}
