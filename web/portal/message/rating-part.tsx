import { type FormEvent, type ReactNode, useState } from 'react';
import { type MessagePage, rateMessage } from '../../../shared/contract/cases-portal.ts';
import { useDraft } from '../../lib/draft.ts';
import { useCommand } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { SegmentedChoice } from '../../ui/choice.tsx';
import { type Choice, TextArea } from '../../ui/field.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { shrinkPhoto } from '../parts/shrink-photo.ts';
import { RatingReasons, reasonsFor } from './rating-reasons.tsx';

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
      <TextArea
        id="report"
        label={isReturn ? 'Что не сделано' : 'Что добавить'}
        optional={!isReturn}
        error={reportError}
        {...(isReturn && { hint: 'Хватит слова или фото: исполнитель увидит, что осталось.' })}
        rows={2}
        maxLength={5000}
        value={comment}
        onChange={(event) => {
          setReportError(undefined);
          draft.change({ comment: event.target.value });
        }}
      />
      {(isReturn || resolved === 'partly') && (
        <PhotoInput
          photos={kept.photos}
          label="Фото того, что осталось"
          hint="Фото поможет понять, что осталось."
        />
      )}
      {rate.error && (
        <ErrorState title="Оценка не отправлена" problem={rate.error} kept="Ваш выбор и слова сохранены." />
      )}
      <Button
        type="submit"
        kind="primary"
        wide
        busy={rate.isPending}
        disabledReason={kept.photos.isSending && 'Дождитесь, пока уйдут фото'}
      >
        {isReturn ? 'Вернуть в работу' : 'Отправить оценку'}
      </Button>
      <p className="small">Ответите «Нет» — сообщение вернётся в работу с новым сроком.</p>
    </form>
  );
}
