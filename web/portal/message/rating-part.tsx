import { type FormEvent, type ReactNode, useState } from 'react';
import { type MessagePage, rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { showToast } from '../../lib/toast.ts';
import { SegmentedChoice } from '../../ui/forms/choice.tsx';
import type { Choice } from '../../ui/forms/field.tsx';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { shrinkPhoto } from '../parts/shrink-photo.ts';
import { RatingReasons, reasonsFor } from './rating-reasons.tsx';
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
  const [error, setError] = useState<string>();
  const [reportError, setReportError] = useState<string>();
  const rate = useCommand(rateMessage, {
    onDone: (_, { body }) => {
      draft.clear();
      kept.forget();
      showToast(thanks[body.resolved]);
    },
  });
  const { resolved, score, comment } = draft.value;
  const offered = reasonsFor(message.rateReasons, { resolved, score });
  const reasons = draft.value.reasons.filter((id) => offered.some((one) => one.id === id));
  const isReturn = resolved === 'no';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!resolved) {
      setError('Выберите, решена ли проблема');
      document.getElementById('resolved')?.focus();
      return;
    }
    setError(undefined);
    if (isReturn && !comment.trim() && kept.refs.length === 0) {
      setReportError('Напишите, что не сделано, или приложите фото');
      document.getElementById('report')?.focus();
      return;
    }
    setReportError(undefined);
    rate.mutate({
      params: { number: message.number },
      query: { k: trackKey },
      body: {
        resolved,
        score: score ? Number(score) : null,
        reasons,
        ...(comment.trim() && { comment: comment.trim() }),
        files: kept.refs,
      },
    });
  };
  return (
    <form className="sheet message__rating" id="solved" onSubmit={submit} noValidate>
      <SegmentedChoice
        id="resolved"
        wide
        legend={<h2>Проблема решена?</h2>}
        value={resolved}
        error={error}
        choices={resolvedChoices}
        onChange={(chosen) => {
          setError(undefined);
          draft.change({ resolved: chosen });
        }}
      />
      <div className="stack stack--tight">
        <SegmentedChoice
          wide
          legend={
            <>
              Как вам ответ? <span className="field__optional">(необязательно)</span>
            </>
          }
          value={score}
          choices={scores}
          onChange={(chosen) => draft.change({ score: chosen })}
        />
        <p className="small message__ends" aria-hidden="true">
          <span>1 — плохо</span>
          <span>5 — отлично</span>
        </p>
      </div>
      <RatingReasons
        reasons={offered}
        marked={reasons}
        onChange={(marked) => draft.change({ reasons: marked })}
      />
      <ReportFields
        id="report"
        kept={kept}
        comment={comment}
        onComment={(words) => {
          setReportError(undefined);
          draft.change({ comment: words });
        }}
        label={isReturn ? 'Что не сделано' : 'Что добавить'}
        isReturn={isReturn}
        error={reportError}
        photoLabel={isReturn || resolved === 'partly' ? 'Фото того, что осталось' : null}
        failed="Оценка не отправлена"
        command={rate}
        submit="Отправить оценку"
      />
      <p className="small">Ответите «Нет» — сообщение вернётся в работу с новым сроком.</p>
    </form>
  );
}
