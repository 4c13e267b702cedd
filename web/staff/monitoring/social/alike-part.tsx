import { type ReactNode, useState } from 'react';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { postsWords } from '../../../../shared/text/monitoring/incident-words.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { NetworkMark } from './network-names.tsx';
import { layTalk } from './talk.ts';

/** Posts shown before the rest are asked for. */
const FEW = 3;

/** Posts that are one matter already, each with what it shares. */
export function MergedPart({ card, onSplit }: { card: IncidentCard; onSplit: () => void }): ReactNode {
  const formats = useFormats();
  const [isWhole, setWhole] = useState(false);
  const { members } = layTalk(card);
  if (members.length < 2) return null;
  const shown = isWhole || members.length <= FEW + 1 ? members : members.slice(0, FEW);
  return (
    <Section
      title={
        <>
          Слиты: {postsWords(members.length)}
          {card.can.includes('split') && (
            <button type="button" className="link-button small push" onClick={onSplit}>
              разделить <Kbd keys="KeyL" />
            </button>
          )}
        </>
      }
      isSmall
      className="side__part"
    >
      <ul className="side__posts">
        {shown.map((post) => (
          <li key={post.id}>
            <NetworkMark networks={[post.network]} />
            <span>
              {post.isForgotten ? <i>слова удалены по сроку</i> : `«${shorten(post.text, 48)}»`}
              {post.why.length > 0 && <span className="line-below muted small">{post.why.join(', ')}</span>}
            </span>
            <time className="muted small" dateTime={post.postedAt}>
              {formats.short(post.postedAt)}
            </time>
          </li>
        ))}
      </ul>
      {shown.length < members.length && (
        <button type="button" className="link-button small" onClick={() => setWhole(true)}>
          Показать ещё {postsWords(members.length - shown.length)}
        </button>
      )}
    </Section>
  );
}

/** Open incidents that may be of the same matter, the surest first: U joins it to the first. */
export function AlikePart(props: {
  card: IncidentCard;
  isBusy: boolean;
  onMerge: (into: { id: string; number: string }) => void;
}): ReactNode {
  const { card, onMerge } = props;
  const { like } = card.offer;
  if (like.length === 0) return null;
  const mayMerge = card.can.includes('merge');
  return (
    <Section title="Похожие" isSmall className="side__part">
      <ul className="side__alike">
        {like.map(({ id, number, title, why }, at) => (
          <li key={id}>
            <span>
              <PageLink to="/staff/social" search={{ id }}>
                {number}
              </PageLink>{' '}
              {shorten(title, 60)}
              <span className="line-below muted small">{why.join(', ')}</span>
            </span>
            {mayMerge && (
              <Button
                {...(at === 0 && { hint: 'KeyU' })}
                busy={props.isBusy}
                onClick={() => onMerge({ id, number })}
              >
                Слить<span className="aloud"> с {number}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
