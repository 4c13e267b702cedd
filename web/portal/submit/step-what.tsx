import { type ReactNode, useEffect, useState } from 'react';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import type { KeptPhotos } from '../parts/kept-photos.ts';
import { DraftNote } from './draft-note.tsx';
import { readPhotoPlace } from './photo-place.ts';
import { PlaceGuess } from './place-guess.tsx';
import { StepFrame } from './step-frame.tsx';
import { isMeaningful, type SubmitDraftState } from './submit-draft.ts';
import { findAnswerErrors } from './topic-answers.ts';
import { TopicPart } from './topic-part.tsx';
import { useTopic } from './use-topic.ts';

const textError = 'Опишите словами, что случилось';
/** As much as the server takes. */
const maxText = 100_000;

/** Step 1: photos, words, topic. The topic is guessed from the words and may be changed. */
export function WhatStep(props: {
  draft: SubmitDraftState;
  kept: KeptPhotos;
  onNext: () => void;
}): ReactNode {
  const { draft, kept } = props;
  const { value, change } = draft;
  const [isChecked, setChecked] = useState(false);
  const topic = useTopic(draft);
  usePhotoPlace(draft, kept);
  const wrong = findError(value.text);
  const error = isChecked ? wrong : undefined;
  const missing = findAnswerErrors(topic.fact?.questions ?? [], value.answers, kept.photos.uploads.length);
  const errors = isChecked ? { ...(wrong && { 'message-text': wrong }), ...missing } : {};
  const stopper = topic.fact?.stopper && value.calmFact !== topic.fact.id ? topic.fact : null;
  const next = () => {
    setChecked(true);
    if (wrong || Object.keys(missing).length > 0) return;
    if (stopper) change({ calmFact: stopper.id });
    props.onNext();
  };
  return (
    <StepFrame
      step="what"
      lead="Одна проблема — одно сообщение."
      errors={errors}
      onSubmit={next}
      actions={
        stopper ? (
          <>
            <a className="button button--danger button--wide" href="tel:112">
              <Icon name="phone" />
              Позвонить 112
            </a>
            <Button type="submit" wide>
              Угрозы нет, продолжить
            </Button>
          </>
        ) : (
          <Button type="submit" kind="primary" wide>
            Продолжить
          </Button>
        )
      }
    >
      <PhotoInput photos={kept.photos} />
      <TextArea
        id="message-text"
        label="Опишите коротко"
        value={value.text}
        maxLength={maxText}
        rows={4}
        error={error}
        onChange={(event) => change({ text: event.target.value })}
      />
      <TopicPart
        topic={topic}
        answers={value.answers}
        errors={errors}
        onAnswers={(answers) => change({ answers })}
      />
      <PlaceGuess draft={draft} />
      <div className="submit-live" aria-live="assertive">
        {stopper && (
          <div className="submit-stopper">
            <h2>Это может быть опасно для жизни</h2>
            <p>{stopper.stopper}</p>
          </div>
        )}
      </div>
      {!stopper && <DangerLine>Есть угроза жизни? Сначала звоните, потом пишите.</DangerLine>}
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
