import { type ReactNode, useState } from 'react';
import type { IncidentPost } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  goneLine,
  momentWords,
  pictureWords,
  postKindTitles,
  reachWords,
} from '../../../../shared/text/monitoring/incident-words.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Mark, Stamp } from '../../../ui/mark.tsx';
import { PhotoGrid } from '../../../ui/photos/photo-grid.tsx';
import { fileUrl } from '../../base/case-kit/photo-items.ts';
import { PostModeration, type TalkModeration } from '../moderation/talk-moderation.tsx';
import { NetworkMark, useNetworkName } from './network-names.tsx';
import { briefPrint, type Look, looksOf } from './talk.ts';

interface MainProps {
  post: IncidentPost;
  /** Serial of the look that is shown; null = as it is now. */
  shown: number | null;
  onShow: (serial: number | null) => void;
}

/** The post all began with: how it looks or looked, and the evidence of it. */
export function MainPost({ post, shown, onShow }: MainProps): ReactNode {
  const looks = looksOf(post);
  const look = looks.find(({ serial }) => serial === shown) ?? looks.at(-1);
  return (
    <>
      {looks.length > 1 && <LooksSwitch looks={looks} shown={look} onShow={onShow} />}
      <article
        className="talk__post"
        aria-label={`${capitalise(postKindTitles[post.kind])}: ${post.authorName}`}
      >
        <PostPlace post={post} />
        <div className="talk__inside">
          <PostAuthor post={post} look={look} />
          {look && <Evidence look={look} />}
          <PostWords post={post} text={look?.text ?? post.text} />
          <Pictures post={post} />
        </div>
        <Reach post={post} />
      </article>
    </>
  );
}

function LooksSwitch(props: {
  looks: readonly Look[];
  shown: Look | undefined;
  onShow: MainProps['onShow'];
}): ReactNode {
  const { looks, shown, onShow } = props;
  const { zone } = useFormats();
  const now = useNow();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a switch of one picture, not fields of a form
    <div className="talk__looks" role="group" aria-label="Как выглядело">
      <span className="muted">Как выглядело</span>
      <span className="segmented">
        {looks.map((look) => (
          <button
            key={look.serial}
            type="button"
            aria-pressed={look === shown}
            onClick={() => onShow(look.isNow ? null : look.serial)}
          >
            {momentWords(look.seenAt, zone, now)}
            {look.isNow && ', сейчас'}
          </button>
        ))}
      </span>
      <span className="push">
        <Kbd keys="BracketLeft" /> <Kbd keys="BracketRight" />
      </span>
    </div>
  );
}

function PostPlace({ post }: { post: IncidentPost }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const gone = goneLine(post, zone, now);
  const seenAt = post.sights.at(-1)?.seenAt ?? post.capturedAt;
  return (
    <p className="talk__place">
      <NetworkMark networks={[post.network]} />
      <span className="muted small">
        {useNetworkName()(post.network).title}
        {post.where && `, ${post.where}`}
      </span>
      <span className="push small">
        {gone ? <Mark tone="warning">{gone}</Mark> : `видели: ${momentWords(seenAt, zone, now)}`}
      </span>
    </p>
  );
}

function PostAuthor({ post, look }: { post: IncidentPost; look: Look | undefined }): ReactNode {
  const formats = useFormats();
  return (
    <p className="talk__author">
      <b>{look?.authorName || post.authorName || 'Автор скрыт сетью'}</b>
      <span className="muted small">
        {formats.dateTime(post.postedAt)}
        {post.editedAt && `, исправлено ${formats.dateTime(post.editedAt)}`}
      </span>
    </p>
  );
}

/** When it was seen so, and the print by which the evidence is compared. */
function Evidence({ look }: { look: Look }): ReactNode {
  const formats = useFormats();
  return (
    <div className="talk__evidence">
      <Stamp kind="info" title={`Снято ${formats.dateTime(look.seenAt)}`}>
        <span title={look.sha256}>
          отпечаток {briefPrint(look.sha256)}
          <span className="aloud">, целиком: {look.sha256}</span>
        </span>
      </Stamp>
    </div>
  );
}

/** The words; or that they were let go, which is no failure. */
function PostWords({
  post,
  text,
}: {
  post: Pick<IncidentPost, 'isForgotten' | 'goneAt'>;
  text: string;
}): ReactNode {
  if (post.isForgotten)
    return (
      <p className="talk__forgotten">
        Слова удалены по сроку хранения. Остались время, адрес и отпечаток снятого.
      </p>
    );
  return <p className="talk__words">{text || <span className="muted">Без слов</span>}</p>;
}

/** Pictures that were kept are shown as they came; of others there is the address, and why. Nothing of another site is drawn here. */
function Pictures({ post }: { post: Pick<IncidentPost, 'pictures' | 'isForgotten'> }): ReactNode {
  if (post.pictures.length === 0 || post.isForgotten) return null;
  const kept = post.pictures.flatMap(({ fileId }, at) => (fileId === null ? [] : [{ fileId, at }]));
  const others = post.pictures.flatMap((picture, at) =>
    picture.fileId === null ? [{ ...picture, at }] : [],
  );
  return (
    <>
      {kept.length > 0 && (
        <PhotoGrid
          label="Фото записи"
          photos={kept.map(({ fileId, at }) => ({
            id: fileId,
            thumb: fileUrl(fileId, 'thumb'),
            full: fileUrl(fileId, 'display'),
            alt: `Фото ${at + 1} из ${post.pictures.length}`,
          }))}
        />
      )}
      {others.map(({ url, state, reason, at }) => (
        <p key={url} className="cluster small">
          <Icon name="image" />
          <a href={url} target="_blank" rel="noopener noreferrer">
            Фото {at + 1}
          </a>
          <span className="muted">{pictureWords(state, reason)}</span>
        </p>
      ))}
    </>
  );
}

function Reach({ post }: { post: Pick<IncidentPost, 'reach'> }): ReactNode {
  const words = reachWords(post.reach);
  if (words.length === 0) return null;
  return (
    <ul className="talk__reach small" aria-label="Охват">
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

interface OtherProps {
  post: IncidentPost;
  onReply: (() => void) | null;
  moderation: TalkModeration;
}

/** One of the others in the talk: a line that opens. */
export function OtherPost(props: OtherProps): ReactNode {
  const { post } = props;
  const formats = useFormats();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const gone = goneLine(post, formats.zone, now);
  const looks = looksOf(post);
  return (
    <li className={post.isOwn ? 'talk__other is-own' : 'talk__other'}>
      <p className="cluster">
        <b>{post.authorName || 'Автор скрыт'}</b>
        {post.isOwn && <Mark tone="ok">наша страница</Mark>}
        {post.isMember && <Mark tone="info">в инциденте</Mark>}
        {gone && <Mark tone="warning">{gone}</Mark>}
        <time className="push muted small" dateTime={post.postedAt}>
          {formats.short(post.postedAt)}
        </time>
      </p>
      <PostWords post={post} text={post.text} />
      <Pictures post={post} />
      {post.why.length > 0 && <p className="muted small">Вместе, потому что: {post.why.join(', ')}</p>}
      <PostLinks {...props} looks={looks.length} isOpen={isOpen} onOpen={() => setOpen(!isOpen)} />
      {isOpen && (
        <ol className="talk__versions">
          {looks.map((look) => (
            <li key={look.serial}>
              <p className="muted small">
                Снято {formats.dateTime(look.seenAt)}, отпечаток {briefPrint(look.sha256)}
              </p>
              <PostWords post={post} text={look.text} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

/** What is done with it: how it looked, where it stands, an answer under it, a rule it breaks. */
function PostLinks(props: OtherProps & { looks: number; isOpen: boolean; onOpen: () => void }): ReactNode {
  const { post, onReply, moderation, looks, isOpen, onOpen } = props;
  return (
    <p className="cluster small">
      {looks > 1 && (
        <button type="button" className="link-button small" aria-expanded={isOpen} onClick={onOpen}>
          Как выглядело: {looks}
          <span className="aloud">, {post.authorName}</span>
        </button>
      )}
      {post.url && (
        <a href={post.url} target="_blank" rel="noopener noreferrer">
          Открыть<span className="aloud">: {post.authorName}</span>
        </a>
      )}
      {onReply && (
        <button type="button" className="link-button small" onClick={onReply}>
          Ответить здесь<span className="aloud">: {post.authorName}</span>
        </button>
      )}
      <PostModeration post={post} moderation={moderation} />
    </p>
  );
}
