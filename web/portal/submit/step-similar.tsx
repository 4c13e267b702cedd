import { type ReactNode, useEffect } from 'react';
import type { findSimilar } from '../../../shared/contract/messages/cases-portal.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { letterPromises } from '../../../shared/text/letter-promises.ts';
import { formatDistance } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Marker, type MarkerKind } from '../../ui/mark.tsx';
import { SkeletonLines } from '../../ui/states.tsx';
import { linkPhoto } from '../parts/photo-links.ts';
import { shapeOf } from '../parts/shapes.ts';
import { similarInWords } from '../parts/term-words.ts';
import { StepFrame } from './step-frame.tsx';
import type { SubmitDraftState } from './submit-draft.ts';

type Similar = RouteReply<typeof findSimilar>['messages'][number];

export interface SimilarStepProps {
  draft: SubmitDraftState;
  similar: { data: { messages: Similar[] } | undefined; isError: boolean };
  onNext: () => void;
  onSkip: () => void;
}

/** Step 3: up to five open messages of the same matter near by. Joining one is a vote for it; nothing alike skips the step. */
export function SimilarStep(props: SimilarStepProps): ReactNode {
  const { draft, similar, onNext, onSkip } = props;
  const messages = similar.data?.messages;
  const isNone = similar.isError || messages?.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: skipped once, when nothing was found
  useEffect(() => {
    if (isNone) onSkip();
  }, [isNone]);
  const choose = (joins: string) => {
    draft.change({ joins });
    onNext();
  };
  const found = messages?.length ?? 0;
  return (
    <StepFrame
      step="similar"
      lead={
        found > 0 &&
        `Похоже, об этом уже сообщили: ${similarInWords(found)} рядом. ${letterPromises.answerComesToJoiner.text}`
      }
      onSubmit={() => choose('')}
      actions={
        <Button type="submit" wide>
          Нет, это другая проблема
        </Button>
      }
    >
      {messages ? (
        messages.map((message, at) => (
          <SimilarCard
            key={message.number}
            message={message}
            isFirst={at === 0}
            onJoin={() => choose(message.number)}
          />
        ))
      ) : (
        <SkeletonLines label="Ищем похожие сообщения рядом…" />
      )}
    </StepFrame>
  );
}

function SimilarCard(props: { message: Similar; isFirst: boolean; onJoin: () => void }): ReactNode {
  const { message } = props;
  const formats = useFormats();
  const isAnswered = message.promisedOn !== null;
  const kind = shapeOf({ ...message, isAnswered, now: Date.now() });
  const people = message.joinedCount + 1;
  const about = [
    `${formatDistance(message.distance)} от места`,
    formats.ago(message.registeredAt),
    ...(people > 1 ? [counted(people, 'человек', 'человека', 'человек')] : []),
  ];
  return (
    <article className="sheet submit-near">
      <div className="submit-near__head">
        <Marker kind={kind} />
        <div className="stack stack--tight">
          <h2>{message.title}</h2>
          <p>
            {message.promisedOn
              ? `Ответ дан: сделать обещают ${formats.until(message.promisedOn)}`
              : stateWords(kind, message.dueAt && formats.until(message.dueAt))}
          </p>
          <p className="small">{about.join(' · ')}</p>
        </div>
      </div>
      {message.photoId && (
        <img
          className="submit-near__photo"
          src={linkPhoto(message.photoId).full}
          alt={`Фото: ${message.title}`}
        />
      )}
      <Button kind={props.isFirst ? 'primary' : 'plain'} wide onClick={props.onJoin}>
        Присоединиться<span className="aloud"> к сообщению «{message.title}»</span>
      </Button>
    </article>
  );
}

/** Where a message stands, with its term. */
export function stateWords(kind: MarkerKind, until: string | null): string {
  if (kind === 'solved') return 'Решено';
  if (kind === 'answered') return 'Рассмотрено, ответ дан';
  if (kind === 'overdue') return `Просрочено. Обещали ответить ${until}`;
  const term = until ? `. Ответ ${until}` : '';
  return kind === 'new' ? `Новое, ещё не назначено${term}` : `В работе${term}`;
}
