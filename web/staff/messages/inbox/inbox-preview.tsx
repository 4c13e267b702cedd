import { type ReactNode, useState } from 'react';
import type { PlaceSuggestion } from '../../../../shared/contract/base/territory.ts';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber, shorten } from '../../../../shared/text/words.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useFormats } from '../../../lib/format.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PhotoViewer } from '../../../ui/photos/photo-grid.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { channelWords, regimeWords } from '../../base/case-kit/case-words.ts';
import { MiniMap } from '../../base/case-kit/mini-map.tsx';
import { caseHref, NearList } from '../../base/case-kit/near-list.tsx';
import { showPhotos } from '../../base/case-kit/photo-items.ts';
import { foldedWhy, isFolded, standingTone } from '../../base/case-kit/tone-words.ts';
import { ContactLine } from '../case/contact-line.tsx';
import { HiddenWords } from '../case/hidden-words.tsx';
import { ToneReasons } from '../case/tone-marks.tsx';
import { MarkedText } from './place-words.tsx';

/** Longer texts open on request: the decision stays on the screen. */
const shownLetters = 700;

/** What one message is: words, contact, pictures, place. The decision stands below it. */
export function InboxPreview(props: {
  row: CaseRow;
  card: CaseCard | undefined;
  /** The place of the text that is proposed: its words are marked. */
  said: PlaceSuggestion | undefined;
  problem: ApiProblem | null;
  onRetry: () => void;
  onOpenCase: () => void;
}): ReactNode {
  const { row, card, said, problem } = props;
  return (
    <>
      <PreviewHead row={row} card={card} onOpenCase={props.onOpenCase} />
      {!isFolded(row) && (
        <h2 className="preview__title">
          {card && saysNoMore(card.text, row.title) ? (
            <MarkedText text={row.title} place={said} />
          ) : (
            row.title
          )}
        </h2>
      )}
      {standingTone(row).length > 0 && (
        <p className="preview__tone">
          <ToneReasons row={row} />
        </p>
      )}
      {problem && !card && (
        <ErrorState title="Сообщение не загрузилось" problem={problem} onRetry={props.onRetry} />
      )}
      {!card && !problem && <SkeletonLines lines={4} label="Загружаем сообщение…" />}
      {card && <Body card={card} said={said} />}
    </>
  );
}

function PreviewHead(props: { row: CaseRow; card: CaseCard | undefined; onOpenCase: () => void }): ReactNode {
  const { row, card } = props;
  const formats = useFormats();
  return (
    <header className="preview__head">
      <span className="number">{formatCaseNumber(row.number)}</span>
      <span className="small">
        {channelWords[row.channel].title} · {formats.dateTime(row.registeredAt)}
        {card?.regime === 'appeal_59fz' && ` · ${regimeWords.appeal_59fz}`}
      </span>
      <PageLink to={caseHref(row.number)} className="push small preview__open" onClick={props.onOpenCase}>
        Открыть дело <Kbd keys="KeyO" />
      </PageLink>
    </header>
  );
}

function Body(props: { card: CaseCard; said: PlaceSuggestion | undefined }): ReactNode {
  const { card, said } = props;
  const author = card.contacts.find(({ isJoiner }) => !isJoiner);
  const photos = showPhotos(card.photos);
  return (
    <>
      <Words key={card.id} card={card} said={said} />
      <p className="small preview__contact">
        {author && (
          <ContactLine
            key={author.id}
            caseId={card.id}
            contact={author}
            canReveal={card.can.includes('reveal')}
          />
        )}
        {card.joinedCount > 0 && ` · присоединились: ${formatNumber(card.joinedCount)}`}
      </p>
      {card.snoozedUntil && <Snoozed until={card.snoozedUntil} />}
      <div className={photos.length > 0 ? 'preview__media' : 'preview__media preview__media--one'}>
        {photos.length > 0 && <FirstPhoto key={card.id} photos={photos} />}
        <MiniMap
          place={card.place}
          isWide={photos.length === 0}
          caption={[card.place.address, card.near.length > 0 ? `рядом ${card.near.length}` : '']
            .filter(Boolean)
            .join(' · ')}
        />
      </div>
    </>
  );
}

function Words(props: { card: CaseCard; said: PlaceSuggestion | undefined }): ReactNode {
  const { card, said } = props;
  const [whole, setWhole] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  if (isFolded(card) && !isOpen) {
    return (
      <p>
        <span className="muted">Текст свёрнут: {foldedWhy(card)}.</span>{' '}
        <button type="button" className="link-button" onClick={() => setOpen(true)}>
          Прочитать
        </button>
      </p>
    );
  }
  return (
    <>
      {/* A folded title is not on the screen: the text must say it. */}
      <MessageText text={whole ?? card.text} title={isFolded(card) ? '' : card.title} said={said} />
      {whole === null && <HiddenWords card={card} onShow={setWhole} />}
    </>
  );
}

function Snoozed(props: { until: string }): ReactNode {
  const formats = useFormats();
  return <p className="small">Отложено до {formats.dateTime(props.until)}</p>;
}

function MessageText(props: { text: string; title: string; said: PlaceSuggestion | undefined }): ReactNode {
  const { text, title, said } = props;
  const [isWhole, setWhole] = useState(false);
  if (saysNoMore(text, title)) return null;
  const isLong = Array.from(text).length > shownLetters;
  return (
    <div className="preview__text">
      <p>
        <MarkedText text={isWhole || !isLong ? text : shorten(text, shownLetters)} place={said} />
      </p>
      {isLong && (
        <button type="button" className="link-button" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Свернуть' : 'Показать весь текст'}
        </button>
      )}
    </div>
  );
}

/** A text of one sentence stands in the title already. */
function saysNoMore(text: string, title: string): boolean {
  const strip = (words: string) => words.replaceAll(/[\s.!…]+/gu, ' ').trim();
  return strip(text) === strip(title);
}

function FirstPhoto(props: { photos: ReturnType<typeof showPhotos> }): ReactNode {
  const { photos } = props;
  const [shown, setShown] = useState<number | null>(null);
  const [first] = photos;
  if (!first) return null;
  return (
    <figure className="preview__photo">
      <button type="button" onClick={() => setShown(0)}>
        <span className="aloud">Открыть фото: </span>
        <img src={first.full} alt={first.alt} width="480" height="360" />
        <span className="picture-words">{first.alt}</span>
      </button>
      <figcaption>Фото 1 из {formatNumber(photos.length)}</figcaption>
      <PhotoViewer photos={photos} shown={shown} onShow={setShown} />
    </figure>
  );
}

/** Other cases that may change the decision. */
export function PreviewContext(props: { card: CaseCard | undefined }): ReactNode {
  const { card } = props;
  if (!card || card.near.length + card.fromAuthor.length === 0) return null;
  return (
    <div className="context">
      <NearList title="Рядом за 30 дней" cases={card.near} shown={2} />
      <NearList title="От этого автора" cases={card.fromAuthor} shown={2} />
    </div>
  );
}
