import type { ReactNode } from 'react';
import './network-look.css';

export interface LookPicture {
  id: string;
  url: string;
  alt: string;
}

export interface Look {
  network: string;
  /** Who speaks: the name of the page. */
  author: string;
  when: string;
  text: string;
  pictures: readonly LookPicture[];
}

/** Networks in which pictures stand over the words, in one bubble. */
const channels: ReadonlySet<string> = new Set(['max', 'telegram']);

/** Pictures a network shows at once; of the rest it says how many. */
const MOST_SHOWN = 4;

/** A piece as its network shows it: on paper of its own in every theme. */
export function NetworkLook({ network, author, when, text, pictures }: Look): ReactNode {
  const words = text.trim() ? <p className="net-look__words">{text}</p> : null;
  const shown = pictures.slice(0, MOST_SHOWN);
  const rest = pictures.length - shown.length;
  const photos = shown.length > 0 && (
    <div className={`net-look__pictures net-look__pictures--${shown.length}`}>
      {shown.map(({ id, url, alt }) => (
        <figure key={id}>
          <img src={url} alt={alt} loading="lazy" />
          <figcaption className="picture-words">{alt}</figcaption>
        </figure>
      ))}
      {rest > 0 && <span className="net-look__rest">ещё {rest}</span>}
    </div>
  );
  const isChannel = channels.has(network);
  return (
    <div className={isChannel ? 'net-look net-look--channel' : 'net-look'}>
      <p className="net-look__author">
        <span className="net-look__face" aria-hidden="true">
          {author.charAt(0)}
        </span>
        <b>{author}</b>
        <small>{when}</small>
      </p>
      {isChannel ? photos : words}
      {isChannel ? words : photos}
      {!words && !photos && <p className="net-look__none">Здесь пока нет ни слова.</p>}
    </div>
  );
}
