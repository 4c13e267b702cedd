import type { ReactNode } from 'react';
import { Dialog } from '../../../../ui/dialog.tsx';

export interface LookPicture {
  id: string;
  url: string;
  alt: string;
}

interface Look {
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

export interface ShownLook extends Look {
  key: string;
  title: string;
}

/** The whole of it, network by network. */
export function LooksDialog(props: { looks: readonly ShownLook[]; onClose: () => void }): ReactNode {
  const { looks, onClose } = props;
  return (
    <Dialog isOpen isWide title="Как это увидят" onClose={onClose}>
      {looks.length === 0 && <p>Страницы ещё не выбраны.</p>}
      <div className="looks">
        {looks.map(({ key, title, ...look }) => (
          <section key={key} aria-label={title}>
            <h3>{title}</h3>
            <NetworkLook {...look} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
