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
import { DraftChecks } from '../../../../ui/answers/answer-checks.tsx';
import { MarkedPassages, MarkedText } from '../../../../ui/answers/marked-passages.tsx';
import { Button } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { usePhotoUploads } from '../../../../ui/photos/photo-uploads.ts';
import { outcomeWords } from '../../../base/case-kit/case-words.ts';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';
import { asksBySlash, insertAt } from '../../../base/parts/slash.ts';
import { RepeatedAnswer } from '../../approval/repeated-answer.tsx';
import type { CaseDesk } from '../use-case-desk.ts';
import { AnswerPhotos } from './answer-photos.tsx';
import { composerField } from './composer-field.ts';
import { HelperDraft } from './helper-text.tsx';
import { useSayWriting } from './use-say-writing.ts';

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

/** What is missing at each field. */
const findLacks = ({ text, outcome, promisedOn }: AnswerDraft) => ({
  text: !text.trim() && 'Напишите ответ',
  outcome: !outcome && 'Выберите результат',
  promisedOn:
    outcome === 'planned' && !promisedOn && 'Назовите дату, к которой будет сделано: день, месяц, год',
});

export function AnswerForm(props: { desk: CaseDesk; onSentAndNext: (() => void) | undefined }): ReactNode {
  const { desk, onSentAndNext } = props;
  const { card } = desk;
  const draft = useDraft<AnswerDraft>(`answer.${card.id}`, startDraft(card), 3);
  const photos = usePhotoUploads({
    send: (file, onProgress, signal) => performOrThrow(uploadFile, {}, { file, onProgress, signal }),
    max: 10,
  });
  const [isTemplating, setTemplating] = useState(false);
  useSayWriting(card.id, draft.value.text);
  const form = useForm({
    draft,
    commands: desk.command(draftAnswer),
    isBusy: desk.isBusy,
    gap: () => photos.isSending && 'Фото ещё отправляются',
    check: findLacks,
    send: (values) => send(values, true),
  });
  const send = ({ outcome, ...values }: AnswerDraft, submit: boolean, after?: () => void) => {
    if (!outcome) return;
    const files = photos.uploads.flatMap(({ result }) =>
      result ? [{ fileId: result.fileId, token: result.token }] : [],
    );
    const body = {
      version: card.version,
      text: values.text.trim(),
      outcome,
      ...(outcome === 'planned' ? { promisedOn: values.promisedOn } : {}),
      files,
      dropFiles: values.dropFiles,
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
    { keys: 'Ctrl+Enter', label: 'Ответ на согласование', run: form.send },
    {
      keys: 'Ctrl+Shift+Enter',
      label: 'На согласование и к следующему',
      run: () => form.sendBy((values) => send(values, true, onSentAndNext)),
    },
  ]);
  const { value } = draft;
  return (
    <Form form={form} className="composer__form" byButtonOnly>
      <ReturnedNote card={card} />
      <AnswerText form={form} isTemplating={isTemplating} setTemplating={setTemplating} card={card} />
      <AnswerPhotos card={card} form={form} photos={photos} />
      <OwnChecks card={card} value={value} hasNewPhoto={photos.uploads.length > 0} />
      <div className="composer__foot">
        <OutcomeFields form={form} />
        <Button kind="quiet" hint="=/" onClick={() => setTemplating(true)}>
          Шаблон
        </Button>
        <HelperDraft
          card={card}
          onAccept={(text) => form.set({ text: [value.text.trim(), text].filter(Boolean).join('\n\n') })}
        />
        <div className="composer__send">
          <Button busy={desk.isBusy} onClick={() => form.sendBy((values) => send(values, false))}>
            Сохранить проект
          </Button>
          <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
            На согласование
          </SendButton>
        </div>
      </div>
      {draft.savedAt !== null && value.text && (
        <p className="small composer__kept">Черновик на этом устройстве</p>
      )}
    </Form>
  );
}

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
  form: Fields<AnswerDraft>;
  isTemplating: boolean;
  setTemplating: (isOpen: boolean) => void;
}): ReactNode {
  const { form, card, isTemplating, setTemplating } = props;
  const value = form.values;
  const field = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!asksBySlash(event, value.text)) return;
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
    form.set({ text: insertAt(field.current, value.text, template.text) });
    setTimeout(() => field.current?.focus());
  };
  return (
    <>
      <LongTextField
        form={form}
        name="text"
        ref={field}
        id={composerField('answer')}
        label="Ответ жителю"
        hiddenLabel
        placeholder="Что сделано, когда и кем. «/» вставляет шаблон."
        maxLength={20_000}
        onKeyDown={onKeyDown}
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

function OutcomeFields({ form }: { form: Fields<AnswerDraft> }): ReactNode {
  const value = form.values;
  return (
    <>
      <SelectField
        form={form}
        name="outcome"
        label="Результат"
        choices={[
          { value: '', label: 'выберите' },
          ...outcomes.map((outcome) => ({ value: outcome, label: outcomeWords[outcome].title })),
        ]}
      />
      {value.outcome === 'planned' && <DateField form={form} name="promisedOn" label="Обещаем к дате" />}
    </>
  );
}
