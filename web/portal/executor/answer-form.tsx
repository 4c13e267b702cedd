import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Outcome } from '../../../shared/contract/messages/cases.ts';
import {
  checkByLink,
  type ExecutorPage,
  sendExecutorAnswer,
} from '../../../shared/contract/messages/cases-executor.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { call } from '../../lib/api.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { type Draft, useDraft } from '../../lib/draft.ts';
import { refreshModules } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { DraftChecks } from '../../ui/answers/answer-checks.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindValue, type Fields } from '../../ui/forms/fields.ts';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
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
  const form = useForm({
    draft,
    // Of an answer that waits the note below tells.
    commands: isWaiting ? [] : send,
    isBusy: send.isPending,
    names: { promised: 'promisedOn' },
    gap: () => kept.gap,
    check: checkAnswer,
    send: () => (hasUnsentPhotos(kept) ? draft.change({ waits: true }) : sendNow()),
  });
  return (
    <Form
      form={form}
      isListed
      className="sheet"
      labelledBy="answer-title"
      actions={
        <>
          <SendButton form={form} size="main" wide>
            На согласование
          </SendButton>
          {draft.savedAt !== null && <p className="small">Черновик сохранён на этом устройстве.</p>}
        </>
      }
    >
      <h2 id="answer-title">{former ? 'Исправьте ответ' : 'Ваш ответ'}</h2>
      <PhotoInput
        photos={kept.photos}
        label="Фото после работ"
        hint="Фото после работ: без него ответ часто возвращают."
      />
      <FormerPhotos page={page} token={token} draft={draft} />
      <Words page={page} form={form} />
      <ResultFields form={form} />
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
    </Form>
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

function Words({ page, form }: { page: ExecutorPage; form: Fields<AnswerDraft> }): ReactNode {
  const { text } = form.values;
  const chosen = page.templates.find((one) => one.text === text);
  const insert = (title: string) => {
    const template = page.templates.find((one) => one.title === title);
    if (template) form.set({ text: template.text });
  };
  // A template takes the place of the text: offered while nothing of the person's own would be lost.
  const isOwn = text.trim() !== '' && !chosen;
  return (
    <>
      {page.templates.length > 0 && !isOwn && (
        <SelectField
          form={bindValue(chosen?.title ?? '', insert)}
          name="value"
          label="Заготовка"
          optional
          none="Без заготовки"
          choices={page.templates.map(({ title }) => ({ value: title, label: title }))}
        />
      )}
      <LongTextField
        form={form}
        name="text"
        label="Ответ жителю"
        hint="Что сделали, когда, по какому адресу. Вместо «…» впишите своё."
        rows={6}
        maxLength={20_000}
      />
    </>
  );
}

function ResultFields({ form }: { form: Fields<AnswerDraft> }): ReactNode {
  return (
    <>
      <SelectField form={form} name="outcome" label="Результат" choices={outcomeChoices} />
      {form.values.outcome === 'planned' && (
        <TextField
          form={form}
          name="promised"
          label="Сделаем не позже"
          hint="День вида 15.12.2026: в этот день дело вернётся к вам"
          inputMode="numeric"
          placeholder="ДД.ММ.ГГГГ"
        />
      )}
    </>
  );
}
