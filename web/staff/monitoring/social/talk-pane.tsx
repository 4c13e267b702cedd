import { type ReactNode, useState } from 'react';
import type { IncidentCard, IncidentPost } from '../../../../shared/contract/monitoring/incidents.ts';
import { postsWords } from '../../../../shared/text/monitoring/incident-words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PostModeration, type TalkModeration } from '../moderation/talk-moderation.tsx';
import { foldTalk, layTalk, looksOf, mayAnswerUnder, stepLook } from './talk.ts';
import { TalkHead } from './talk-head.tsx';
import { MainPost, OtherPost } from './talk-post.tsx';

/** What was written: the first post with its looks, then the talk around it. */
export function TalkPart(props: {
  card: IncidentCard;
  /** Puts the answer under another post; null where nobody may answer. */
  onReplyTo: ((post: IncidentPost) => void) | null;
  moderation: TalkModeration;
}): ReactNode {
  const { card, onReplyTo, moderation } = props;
  const talk = layTalk(card);
  const { main, others } = talk;
  const [shown, show] = useState<number | null>(null);
  const step = (by: 1 | -1) => main && show(stepLook(looksOf(main), shown, by));
  useHotkeys(
    'Разговор',
    [
      { keys: 'BracketLeft', label: 'Как выглядело раньше', run: () => step(-1) },
      { keys: 'BracketRight', label: 'Как выглядело позже', run: () => step(1) },
      {
        keys: 'Shift+KeyG',
        label: 'Открыть в сети',
        run: () => main?.url && open(main.url, '_blank', 'noopener,noreferrer'),
      },
    ],
    { active: main !== undefined },
  );
  return (
    <>
      <TalkHead card={card} talk={talk} />
      {main && <MainPost post={main} shown={shown} onShow={show} />}
      {main && <PostModeration post={main} moderation={moderation} />}
      <Others card={card} others={others} onReplyTo={onReplyTo} moderation={moderation} />
    </>
  );
}

function Others(props: {
  card: IncidentCard;
  others: readonly IncidentPost[];
  onReplyTo: ((post: IncidentPost) => void) | null;
  moderation: TalkModeration;
}): ReactNode {
  const { card, others, onReplyTo, moderation } = props;
  const [isWhole, setWhole] = useState(false);
  if (others.length === 0) return null;
  const { shown, folded } = foldTalk(others);
  return (
    <section aria-label="Рядом в разговоре">
      <ul className="talk__others">
        {(isWhole ? others : shown).map((post) => (
          <OtherPost
            key={post.id}
            post={post}
            moderation={moderation}
            onReply={onReplyTo && mayAnswerUnder(card, post) ? () => onReplyTo(post) : null}
          />
        ))}
      </ul>
      {folded > 0 && !isWhole && (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          Показать ещё {postsWords(folded)}
        </button>
      )}
    </section>
  );
}
