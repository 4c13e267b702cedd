import { type ReactNode, useState } from 'react';
import type { tryRule } from '../../../../shared/contract/monitoring/rules.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import type { Command } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { splitFound, trialWords } from './rule-words.ts';

type Post = RouteReply<typeof tryRule>['gainedPosts'][number];

/** Posts shown at first. */
const FEW = 5;

/** What the rule would have caught of ninety days, and what it gains and loses beside the rule as it is now. */
export function RuleTrial(props: { trial: Command<typeof tryRule>; hasFormer: boolean }): ReactNode {
  const { trial, hasFormer } = props;
  const { data } = trial;
  return (
    <div aria-live="polite" className="stack">
      {trial.isPending && <p className="muted">Смотрим записи за 90 дней…</p>}
      {data && (
        <>
          <p>
            Понято так: <b>{data.meaning}</b>.
          </p>
          <p>{trialWords(data, hasFormer)}</p>
          <Posts
            title={hasFormer ? 'Поймало бы нового' : 'Поймало бы'}
            posts={data.gainedPosts}
            all={data.gained}
          />
          <Posts title="Потеряло бы" posts={data.lostPosts} all={data.lost} />
        </>
      )}
    </div>
  );
}

function Posts(props: { title: string; posts: readonly Post[]; all: number }): ReactNode {
  const { title, posts, all } = props;
  const [isOpen, setOpen] = useState(false);
  if (posts.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-label={title}>
      <h3 className="section__title">
        {title}: {formatNumber(all)}
        {posts.length < all && <span className="muted"> (здесь последние {formatNumber(posts.length)})</span>}
      </h3>
      <ul className="desk__list">
        {(isOpen ? posts : posts.slice(0, FEW)).map((post) => (
          <PostSheet key={post.id} post={post} />
        ))}
      </ul>
      {!isOpen && posts.length > FEW && (
        <p>
          <Button onClick={() => setOpen(true)}>Показать все {formatNumber(posts.length)}</Button>
        </p>
      )}
    </section>
  );
}

function PostSheet({ post }: { post: Post }): ReactNode {
  const formats = useFormats();
  return (
    <li className="desk__sheet">
      <p className="rules__post">
        {splitFound(post.text, post.words).map(({ text, isFound }, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
          isFound ? <mark key={at}>{text}</mark> : text,
        )}
      </p>
      <p className="meta">
        {formats.dateTime(post.postedAt)}
        {post.url && (
          <>
            {', '}
            <a href={post.url} target="_blank" rel="noreferrer">
              открыть в сети
            </a>
          </>
        )}
      </p>
    </li>
  );
}
