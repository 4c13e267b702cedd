import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../../shared/contract/messages/cases.ts';
import {
  checkByLink,
  type ExecutorPage,
  sendExecutorAnswer,
} from '../../../shared/contract/messages/cases-executor.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { call } from '../../lib/api.ts';
import { fieldWords } from '../../lib/commands/failure.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { type Draft, useDraft } from '../../lib/draft.ts';
import { refreshModules } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { DraftChecks } from '../../ui/answer-checks.tsx';
import { Button } from '../../ui/button.tsx';
import { FormErrors } from '../../ui/failures/failures.tsx';
import { ErrorSummary } from '../../ui/forms/error-summary.tsx';
import { Select, TextArea, TextInput } from '../../ui/forms/field.tsx';
import { Note } from '../../ui/mark.tsx';
import { PhotoInput } from '../../ui/photos/photo-input.tsx';
import { type KeptPhotos, useKeptPhotos } from '../parts/kept-photos.ts';
import { type AnswerDraft, checkAnswer, outcomeChoices, readPromise } from './answer-draft.ts';
import { FormerPhotos } from './former-photos.tsx';

/** Photo, template, result, send: an answer from a phone in a few taps. Whatever is typed stays on the device. */
export function AnswerForm({ page, token }: { page: ExecutorPage; token: string }): ReactNode {
  const former = page.answers.at(-1);
  const draftKey = `e-${page.number}-${page.answers.length}`;
  const draft = useDraft<AnswerDraft>(draftKey, {
    text: former?.body ?? '',
    outcome: former?.outcome ?? '',
    promised: former?.promisedOn ? formatDay(former.promisedOn) : '',
    dropFiles: [],
    waits: false,
  });
  const kept = useKeptPhotos(draftKey, 10);
  const [isChecked, setChecked] = useState(false);
  const client = useQueryClient();
  const send = useCommand(sendExecutorAnswer, {
    onDone: () => {
      draft.clear();
      kept.forget();
      showToast('Ответ отправлен на согласование');
      scrollTo(0, 0);
    },
    onProblem: (problem) => {
      // Another answer stands there already, perhaps this very one: the page shows what the server has.
      if (problem.status === 409) void refreshModules(client, ['cases']);
      const waits = problem.code === 'offline' || problem.code === 'timeout';
      draft.change({ waits });
      // The note below says so, and the form tries again by itself.
      return waits ? 'told' : undefined;
    },
  });
  const errors = isChecked
    ? { ...fieldWords([send], { text: 'answer-text', promisedOn: 'promised' }), ...checkAnswer(draft.value) }
    : {};
  const sendNow = () => {
    const { text, outcome, promised, dropFiles } = draft.value;
    const promisedOn = outcome === 'planned' ? readPromise(promised) : null;
    send.mutate({
      params: { token },
      body: {
        text: text.trim(),
        outcome: outcome as Outcome,
        ...(promisedOn && { promisedOn }),
        files: kept.refs,
        dropFiles,
      },
    });
  };
  const isWaiting = useWaiting(draft, kept, send, sendNow);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(checkAnswer(draft.value)).length > 0) return;
    if (hasUnsentPhotos(kept)) draft.change({ waits: true });
    else sendNow();
  };
  return (
    <form className="sheet" onSubmit={submit} noValidate aria-labelledby="answer-title">
      <h2 id="answer-title">{former ? 'Исправьте ответ' : 'Ваш ответ'}</h2>
      {isWaiting ? <ErrorSummary errors={errors} /> : <FormErrors errors={errors} of={send} />}
      <PhotoInput
        photos={kept.photos}
        label="Фото после работ"
        hint="Фото после работ: без него ответ часто возвращают."
      />
      <FormerPhotos page={page} token={token} draft={draft} />
      <Words page={page} draft={draft} error={errors['answer-text']} />
      <ResultFields draft={draft} errors={errors} />
      <DraftChecks
        text={draft.value.text}
        facts={`${draft.value.outcome}-${kept.refs.length}`}
        load={async (signal) => {
          const { text, outcome } = draft.value;
          const body = { text, outcome: outcome as Outcome | '', hasPhotoAfter: kept.refs.length > 0 };
          return (await call(checkByLink, { params: { token }, body }, { signal })).checks;
        }}
      />
      {isWaiting && (
        <Note>
          <p role="status">
            <b>Нет связи: ответ и фото сохранены на этом устройстве.</b> Они уйдут сами, когда связь появится.
            Страницу можно закрыть и открыть снова по той же ссылке.
          </p>
          <button type="button" className="link-button" onClick={() => draft.change({ waits: false })}>
            Не отправлять пока
          </button>
        </Note>
      )}
      <Button
        type="submit"
        kind="primary"
        size="main"
        wide
        busy={send.isPending}
        disabledReason={kept.photos.isSending && 'Дождитесь, пока уйдут фото'}
      >
        На согласование
      </Button>
      {draft.savedAt !== null && <p className="small">Черновик сохранён на этом устройстве.</p>}
    </form>
  );
}

/** Photos that a lost network keeps here; those the server refuses are the person's to take out. */
const hasUnsentPhotos = ({ photos }: KeptPhotos): boolean =>
  photos.uploads.some(({ status, canRetry }) => status === 'failed' && canRetry);

/** How often an answer that waits is tried, ms; the first time sooner. */
const EVERY = 10_000;

/**
 * An answer made without a network goes once it is back and its photos have gone; says whether it waits. Whether there
 * is a network is tried, not asked: a browser's own word for it is often wrong.
 */
function useWaiting(
  { value }: Draft<AnswerDraft>,
  kept: KeptPhotos,
  send: { isPending: boolean },
  sendNow: () => void,
): boolean {
  const waits = value.waits === true;
  const step = () => {
    if (kept.photos.isSending || send.isPending) return;
    if (!hasUnsentPhotos(kept)) return sendNow();
    for (const { id, status, canRetry } of kept.photos.uploads)
      if (status === 'failed' && canRetry) kept.photos.retry(id);
  };
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    if (!waits) return;
    const tryNow = () => latest.current();
    const timer = setInterval(tryNow, EVERY);
    addEventListener('online', tryNow);
    return () => {
      clearInterval(timer);
      removeEventListener('online', tryNow);
    };
  }, [waits]);
  return waits;
}

function Words(props: {
  page: ExecutorPage;
  draft: Draft<AnswerDraft>;
  error: string | undefined;
}): ReactNode {
  const { page, draft } = props;
  const insert = (title: string) => {
    const template = page.templates.find((one) => one.title === title);
    if (template) draft.change({ text: template.text });
  };
  // A template takes the place of the text: offered while nothing of the person's own would be lost.
  const isOwn =
    draft.value.text.trim() !== '' && !page.templates.some(({ text }) => text === draft.value.text);
  return (
    <>
      {page.templates.length > 0 && !isOwn && (
        <Select
          label="Заготовка"
          optional
          value={page.templates.find(({ text }) => text === draft.value.text)?.title ?? ''}
          choices={[
            { value: '', label: 'Без заготовки' },
            ...page.templates.map(({ title }) => ({ value: title, label: title })),
          ]}
          onChange={insert}
        />
      )}
      <TextArea
        id="answer-text"
        label="Ответ жителю"
        hint="Что сделали, когда, по какому адресу. Вместо «…» впишите своё."
        rows={6}
        maxLength={20_000}
        error={props.error}
        value={draft.value.text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
    </>
  );
}

function ResultFields(props: {
  draft: Draft<AnswerDraft>;
  errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { draft, errors } = props;
  const { outcome, promised } = draft.value;
  return (
    <>
      <Select
        id="outcome"
        label="Результат"
        error={errors.outcome}
        value={outcome}
        choices={outcomeChoices}
        onChange={(chosen) => draft.change({ outcome: chosen })}
      />
      {outcome === 'planned' && (
        <TextInput
          id="promised"
          label="Сделаем не позже"
          hint="День вида 15.12.2026: в этот день дело вернётся к вам"
          inputMode="numeric"
          placeholder="ДД.ММ.ГГГГ"
          error={errors.promised}
          value={promised}
          onChange={(event) => draft.change({ promised: event.target.value })}
        />
      )}
    </>
  );
}
