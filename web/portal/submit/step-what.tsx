import { type ReactNode, useEffect, useState } from 'react';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { bindFields, errorsById } from '../../ui/forms/fields.ts';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { PhotoInput } from '../../ui/photos/photo-input.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import type { KeptPhotos } from '../parts/kept-photos.ts';
import { SimplePhotos } from '../simple/simple-photos.tsx';
import { DangerBar, DangerCall } from './danger-bar.tsx';
import { DraftNote } from './draft-note.tsx';
import { readPhotoPlace } from './photo-place.ts';
import { PlaceGuess } from './place-guess.tsx';
import { StepFrame } from './step-frame.tsx';
import { isMeaningful, type SubmitDraftState } from './submit-draft.ts';
import { findAnswerErrors } from './topic-answers.ts';
import { TopicPart } from './topic-part.tsx';
import { type Reading, readNow, useReading } from './use-reading.ts';
import { useTopic } from './use-topic.ts';

const textError = 'Опишите словами, что случилось';
/** As much as the server takes. */
const maxText = 100_000;

/**
 * Step 1: photos, words, topic. The server reads the words while they are written, and once more at the press where the
 * press outran it: danger is told before anything else is asked.
 */
export function WhatStep(props: {
  draft: SubmitDraftState;
  kept: KeptPhotos;
  onNext: () => void;
}): ReactNode {
  const { draft, kept } = props;
  const { value, change } = draft;
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const read = useReading(value);
  const topic = useTopic(draft, read);
  usePhotoPlace(draft, kept);
  const wrong = findError(value.text);
  const asking = topic.fact ?? topic.asked;
  const missing = findAnswerErrors(asking?.questions ?? [], value.answers, kept.photos.uploads.length);
  const errors: Readonly<Record<string, string>> = isChecked && wrong ? { text: wrong } : {};
  const unanswered = isChecked ? missing : {};
  const questions = bindFields<Readonly<Record<string, string>>>(
    value.answers,
    (patch) =>
      change({
        answers: Object.assign({}, value.answers, patch),
        ...(topic.asked && { factId: topic.asked.id, topic: 'chosen' }),
      }),
    { id: 'question', errors: unanswered },
  );
  const found = read.reading?.danger ?? null;
  const danger = found && value.calmFact !== found.key ? found : null;
  const next = async () => {
    setChecked(true);
    if (wrong || Object.keys(missing).length > 0) return;
    if (danger) change({ calmFact: danger.key });
    else if (!read.isCurrent && (await asksFirst())) return;
    props.onNext();
  };
  /** Whether what the server reads in the last words must be seen before the next step. */
  const asksFirst = async () => {
    setBusy(true);
    const fresh: Reading | null = await readNow(value);
    setBusy(false);
    return fresh?.danger ? value.calmFact !== fresh.danger.key : false;
  };
  return (
    <StepFrame
      step="what"
      lead="Одна проблема — одно сообщение."
      errors={{ ...errorsById('message', errors), ...errorsById('question', unanswered) }}
      onSubmit={() => void next()}
      actions={
        danger ? (
          <>
            <DangerBar key={danger.key} words={danger.words} />
            <DangerCall />
            <Button type="submit" wide>
              Угрозы нет, продолжить
            </Button>
          </>
        ) : (
          <Button type="submit" kind="primary" wide busy={isBusy}>
            Продолжить
          </Button>
        )
      }
    >
      <PhotoInput photos={kept.photos} />
      <noscript>
        <SimplePhotos />
      </noscript>
      <LongTextField
        form={bindFields(value, change, { id: 'message', isPosted: true, errors })}
        name="text"
        label="Опишите коротко"
        maxLength={maxText}
        rows={4}
      />
      <TopicPart topic={topic} questions={questions} />
      <PlaceGuess draft={draft} said={read.reading?.place ?? null} />
      {!danger && <DangerLine>Есть угроза жизни? Сначала звоните, потом пишите.</DangerLine>}
      <DraftNote draft={draft} onForget={kept.forget} />
    </StepFrame>
  );
}

function findError(text: string): string | undefined {
  if (!isMeaningful(text)) return textError;
  return text.trim().length > maxText
    ? `Сократите текст: сообщение — не длиннее ${formatNumber(maxText)} знаков`
    : undefined;
}

/** The first photo that knows where it was taken offers its place, unless the person has named one. */
function usePhotoPlace({ value, change }: SubmitDraftState, kept: KeptPhotos): void {
  const { uploads } = kept.photos;
  const signature = uploads.map(({ id }) => id).join();
  const isFree = value.placeSource === '' && value.address === '' && !value.isPlaceless;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the photos
  useEffect(() => {
    if (!isFree || uploads.length === 0) return;
    let isGone = false;
    void (async () => {
      for (const { file } of uploads) {
        const point = await readPhotoPlace(file);
        if (isGone) return;
        if (point) return change({ point, placeSource: 'photo' });
      }
    })();
    return () => {
      isGone = true;
    };
  }, [signature, isFree, change]);
}
