import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { uploadFile } from '../../../../../shared/contract/base/files.ts';
import { type Outcome, outcomes } from '../../../../../shared/contract/messages/cases.ts';
import {
  checkDraft,
  draftAnswer,
  type EarlierAnswer,
} from '../../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { listCaseTemplates, useTemplate } from '../../../../../shared/contract/messages/quality.ts';
import { call } from '../../../../lib/api.ts';
import { performOrThrow } from '../../../../lib/commands/perform.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useDraft } from '../../../../lib/draft.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { DraftChecks } from '../../../../ui/answer-checks.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { DateInput } from '../../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea } from '../../../../ui/forms/field.tsx';
import { MarkedPassages, MarkedText } from '../../../../ui/marked-passages.tsx';
import { PhotoGrid } from '../../../../ui/photos/photo-grid.tsx';
import { PhotoInput } from '../../../../ui/photos/photo-input.tsx';
import { usePhotoUploads } from '../../../../ui/photos/photo-uploads.ts';
import { outcomeWords } from '../../../base/case-kit/case-words.ts';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';
import { showPhotos } from '../../../base/case-kit/photo-items.ts';
import { RepeatedAnswer } from '../../approval/repeated-answer.tsx';
import type { CaseDesk } from '../use-case-desk.ts';
import { composerField } from './composer-field.ts';
import { HelperDraft } from './helper-text.tsx';

interface AnswerDraft {
  text: string;
  outcome: Outcome | '';
  /** `YYYY-MM-DD`, '' while none is named. */
  promisedOn: string;
  dropFiles: string[];
}

/** A draft begins with the version that came back or was left unfinished. */
function startDraft(card: CaseCard): AnswerDraft {
  const last = card.answers.at(-1);
  const isOpen = last?.state === 'draft' || last?.state === 'returned';
  return {
    text: isOpen ? last.body : '',
    outcome: isOpen ? last.outcome : '',
    promisedOn: (isOpen && last.promisedOn) || '',
    dropFiles: [],
  };
}

/** What keeps the answer from being sent; null when nothing does. */
function findGap(draft: AnswerDraft, isSending: boolean): string | null {
  if (!draft.text.trim()) return 'Напишите ответ';
  if (!draft.outcome) return 'Выберите результат';
  if (draft.outcome === 'planned' && !draft.promisedOn) {
    return 'Назовите дату, к которой будет сделано: день, месяц, год';
  }
  return isSending ? 'Фото ещё отправляются' : null;
}

export function AnswerForm(props: { desk: CaseDesk; onSentAndNext: (() => void) | undefined }): ReactNode {
  const { desk, onSentAndNext } = props;
  const { card } = desk;
  const draft = useDraft<AnswerDraft>(`answer.${card.id}`, startDraft(card), 3);
  const photos = usePhotoUploads({
    send: (file, onProgress, signal) => performOrThrow(uploadFile, {}, { file, onProgress, signal }),
    max: 10,
  });
  const [isTemplating, setTemplating] = useState(false);
  const [isTried, setTried] = useState(false);
  const { value, change } = draft;
  const gap = findGap(value, photos.isSending);
  const send = (submit: boolean, after?: () => void) => {
    if (desk.isBusy) return;
    if (gap || !value.outcome) {
      setTried(true);
      return;
    }
    const files = photos.uploads.flatMap(({ result }) =>
      result ? [{ fileId: result.fileId, token: result.token }] : [],
    );
    const { text, outcome, promisedOn, dropFiles } = value;
    const body = {
      version: card.version,
      text: text.trim(),
      outcome,
      ...(outcome === 'planned' ? { promisedOn } : {}),
      files,
      dropFiles,
      submit,
    };
    desk.run(
      draftAnswer,
      { params: { id: card.id }, body },
      {
        done: submit ? 'Ответ на согласовании' : 'Проект сохранён',
        onDone: () => {
          draft.clear();
          after?.();
        },
      },
    );
  };
  useHotkeys('Ответ', [
    { keys: 'Ctrl+Enter', label: 'Ответ на согласование', run: () => send(true) },
    {
      keys: 'Ctrl+Shift+Enter',
      label: 'На согласование и к следующему',
      run: () => send(true, onSentAndNext),
    },
  ]);
  const { fields } = desk.command(draftAnswer);
  return (
    <form className="composer__form" onSubmit={(event) => event.preventDefault()}>
      <ReturnedNote card={card} />
      <AnswerText
        value={value}
        change={change}
        isTemplating={isTemplating}
        setTemplating={setTemplating}
        card={card}
        error={isTried && !value.text.trim() ? 'Напишите ответ' : fields.text}
      />
      <AnswerPhotos card={card} value={value} change={change} photos={photos} />
      <OwnChecks card={card} value={value} hasNewPhoto={photos.uploads.length > 0} />
      <Failures of={desk.command(draftAnswer)} />
      {isTried && gap && gap !== 'Напишите ответ' && <FieldError text={gap} />}
      <div className="composer__foot">
        <OutcomeFields value={value} change={change} problem={fields.promisedOn} />
        <Button kind="quiet" hint="=/" onClick={() => setTemplating(true)}>
          Шаблон
        </Button>
        <HelperDraft
          card={card}
          onAccept={(text) => change({ text: [value.text.trim(), text].filter(Boolean).join('\n\n') })}
        />
        <div className="composer__send">
          <Button busy={desk.isBusy} onClick={() => send(false)}>
            Сохранить проект
          </Button>
          <Button kind="primary" hint="Ctrl+Enter" busy={desk.isBusy} onClick={() => send(true)}>
            На согласование
          </Button>
        </div>
      </div>
      {draft.savedAt !== null && value.text && (
        <p className="small composer__kept">Черновик на этом устройстве</p>
      )}
    </form>
  );
}

type Change = (patch: Partial<AnswerDraft>) => void;

/** Why the former version came back, in sight while it is being mended. */
function ReturnedNote(props: { card: CaseCard }): ReactNode {
  const last = props.card.answers.at(-1);
  if (last?.state !== 'returned' || !last.returnReason) return null;
  return (
    <div className="composer__returned">
      <p>
        <b>Вернули версию {last.version}:</b> «{last.returnReason}»
        {last.decidedByName && ` — ${last.decidedByName}`}
      </p>
      {last.marks.length > 0 && (
        <>
          <p className="composer__marked">
            <MarkedText text={last.body} marks={last.marks} />
          </p>
          <MarkedPassages marks={last.marks} />
        </>
      )}
    </div>
  );
}

function AnswerText(props: {
  card: CaseCard;
  value: AnswerDraft;
  change: Change;
  error: string | undefined;
  isTemplating: boolean;
  setTemplating: (isOpen: boolean) => void;
}): ReactNode {
  const { card, value, change, error, isTemplating, setTemplating } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const before = value.text.slice(0, event.currentTarget.selectionStart);
    // A slash inside a word or a date stays a slash.
    if (event.key !== '/' || !/(^|\s)$/u.test(before)) return;
    event.preventDefault();
    setTemplating(true);
  };
  const templates = useRoute(listCaseTemplates, { params: { id: card.id } }, { staleTime: 300_000 }).data
    ?.templates;
  const noteUse = useCommand(useTemplate);
  const insert = (id: string) => {
    const template = templates?.find((one) => one.id === id);
    setTemplating(false);
    if (!template) return;
    noteUse.mutate({ params: { id }, body: { caseId: card.id } });
    const at = field.current?.selectionStart ?? value.text.length;
    const [head, tail] = [value.text.slice(0, at), value.text.slice(field.current?.selectionEnd ?? at)];
    change({ text: `${head}${template.text}${tail}` });
    setTimeout(() => field.current?.focus());
  };
  return (
    <>
      <TextArea
        ref={field}
        id={composerField('answer')}
        label="Ответ жителю"
        hiddenLabel
        placeholder="Что сделано, когда и кем. «/» вставляет шаблон."
        value={value.text}
        maxLength={20_000}
        error={error}
        onKeyDown={onKeyDown}
        onChange={(event) => change({ text: event.target.value })}
      />
      {isTemplating && (
        <ChoiceDialog
          title="Шаблон ответа"
          empty={<p>Шаблонов для этой темы нет. Их ведёт администратор в справочниках.</p>}
          choices={(templates ?? []).map(({ id, title, text }) => ({
            id,
            label: title,
            note: `${text.slice(0, 60)}…`,
          }))}
          onPick={insert}
          onClose={() => setTemplating(false)}
        />
      )}
    </>
  );
}

/** What the text has and lacks, before anybody else reads it. */
function OwnChecks(props: { card: CaseCard; value: AnswerDraft; hasNewPhoto: boolean }): ReactNode {
  const { card, value, hasNewPhoto } = props;
  const { text, outcome, dropFiles } = value;
  const last = card.answers.at(-1);
  const kept = last && last.state !== 'released' ? last.photos : [];
  const hasPhotoAfter = hasNewPhoto || kept.some(({ fileId }) => !dropFiles.includes(fileId));
  const [told, setTold] = useState<{ text: string; repeats: EarlierAnswer | null } | null>(null);
  return (
    <>
      <DraftChecks
        text={text}
        facts={`${outcome}-${hasPhotoAfter}`}
        load={async (signal) => {
          const body = { text, outcome, hasPhotoAfter };
          const { checks, repeats } = await call(checkDraft, { params: { id: card.id }, body }, { signal });
          setTold({ text, repeats });
          return checks;
        }}
      />
      {told?.repeats && text.trim() !== '' && <RepeatedAnswer repeats={told.repeats} text={told.text} />}
    </>
  );
}

function OutcomeFields(props: {
  value: AnswerDraft;
  change: Change;
  problem: string | undefined;
}): ReactNode {
  const { value, change, problem } = props;
  return (
    <>
      <Select<Outcome | ''>
        label="Результат"
        value={value.outcome}
        choices={[
          { value: '', label: 'выберите' },
          ...outcomes.map((outcome) => ({ value: outcome, label: outcomeWords[outcome].title })),
        ]}
        onChange={(outcome) => change({ outcome })}
      />
      {value.outcome === 'planned' && (
        <DateInput
          label="Обещаем к дате"
          value={value.promisedOn}
          error={problem}
          onChange={(promisedOn) => change({ promisedOn })}
        />
      )}
    </>
  );
}

/** Pictures that go with the answer: those of the former version, and new ones. */
function AnswerPhotos(props: {
  card: CaseCard;
  value: AnswerDraft;
  change: Change;
  photos: ReturnType<typeof usePhotoUploads<{ fileId: string; token: string }>>;
}): ReactNode {
  const { card, value, change, photos } = props;
  const last = card.answers.at(-1);
  const kept =
    last && last.state !== 'released'
      ? last.photos.filter(({ fileId }) => !value.dropFiles.includes(fileId))
      : [];
  return (
    <details className="composer__photos" open={photos.uploads.length > 0}>
      <summary>Фото «после»{kept.length > 0 && `: ${kept.length}`}</summary>
      {kept.length > 0 && (
        <>
          <PhotoGrid photos={showPhotos(kept)} label="Фото прежней версии" />
          <div className="cluster">
            {kept.map(({ fileId }, at) => (
              <button
                key={fileId}
                type="button"
                className="link-button small"
                onClick={() => change({ dropFiles: [...value.dropFiles, fileId] })}
              >
                Убрать фото {at + 1}
              </button>
            ))}
          </div>
        </>
      )}
      <PhotoInput
        photos={photos}
        label="Фото «после»"
        hint="Снимок сделанного: житель увидит его рядом с ответом."
      />
    </details>
  );
}
