import type { ReactNode } from 'react';
import type {
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import { publicationStateTitles } from '../../../../../shared/text/pages/publications.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Mark, Note } from '../../../../ui/mark.tsx';
import { PhotoGrid } from '../../../../ui/photos/photo-grid.tsx';
import { Section } from '../../../../ui/section.tsx';
import { fileUrl } from '../../../base/case-kit/photo-items.ts';
import { HistoryPart } from '../../../base/parts/history-part.tsx';
import { leftWords, pieceTones, titleIn } from '../publication-words.ts';
import { Source } from '../writing/composer-text.tsx';
import { FactNotes } from '../writing/fact-notes.tsx';
import { Preflight } from '../writing/preflight-part.tsx';
import { EffectPart } from './effect-part.tsx';
import { MeetingPart } from './meeting-part.tsx';
import { OutsidePart } from './outside-part.tsx';
import type { OpenDialog } from './piece-dialogs.tsx';
import { QuestionsPart } from './questions-part.tsx';
import type { PieceActs } from './use-piece-acts.ts';
import { VariantPart } from './variant-part.tsx';

interface Props {
  card: PublicationCard;
  calendar: PublicationCalendar;
  acts: PieceActs;
  onDialog: (dialog: OpenDialog) => void;
  onShow: () => void;
  /** Opens a draft like this one; null for whoever writes none. */
  onCopied: ((id: string) => void) | null;
}

/** A piece nobody is writing just now: what it says | what becomes of it on each page | who agrees, what may be done, what was. */
export function PieceCard(props: Props): ReactNode {
  const { card, acts, onDialog } = props;
  return (
    <section className="composer-desk" aria-label="Публикация">
      <Words {...props} />
      <section className="composer-desk__part" aria-label="Страницы">
        <h2 className="section__title">На страницах</h2>
        {card.variants.length === 0 && <p className="muted">Страницы не выбраны.</p>}
        <ul className="piece-variants">
          {card.variants.map((variant) => (
            <VariantPart key={variant.id} card={card} variant={variant} acts={acts} onDialog={onDialog} />
          ))}
        </ul>
      </section>
      <div className="composer-desk__part">
        <Agreement {...props} />
        <MeetingPart card={card} />
        <EffectPart card={card} />
        {card.state !== 'cancelled' && <QuestionsPart card={card} />}
        <HistoryPart label="Что было с публикацией" history={card.history} className="piece-history" />
      </div>
    </section>
  );
}

function Words({ card, acts, onShow, onCopied }: Props): ReactNode {
  const formats = useFormats();
  const { copy } = acts;
  const { pictures } = card;
  return (
    <div className="composer-desk__part">
      <h2 className="section__title composer-desk__head">
        Публикация
        <Mark tone={pieceTones[card.state]}>{publicationStateTitles[card.state]}</Mark>
      </h2>
      <p className="muted small">
        {card.madeBy}, {formats.short(card.madeAt)}
      </p>
      <Urgency card={card} />
      {card.reason && (card.state === 'returned' || card.state === 'cancelled') && (
        <Note>
          <p>
            {card.state === 'returned' ? 'Вернули на доработку: ' : 'Не выйдет: '}
            <b>{card.reason}</b>
          </p>
        </Note>
      )}
      {card.source && <Source source={card.source} />}
      {card.text ? <p className="piece-words">{card.text}</p> : <p className="muted">Общего текста нет.</p>}
      {pictures.length > 0 && (
        <PhotoGrid
          label="Картинки публикации"
          photos={pictures.map(({ fileId, alt }, at) => ({
            id: fileId,
            thumb: fileUrl(fileId, 'thumb'),
            full: fileUrl(fileId, 'display'),
            alt: alt || `Картинка ${at + 1}, без описания`,
          }))}
        />
      )}
      {card.brief && <p className="small">Тому, кто согласует: {card.brief}</p>}
      <Button kind="quiet" icon="eye" hint="KeyP" className="piece-show" onClick={onShow}>
        Как увидят
      </Button>
      {onCopied && (
        <Button
          kind="quiet"
          icon="plus"
          className="piece-show"
          busy={copy.isPending}
          onClick={() => copy.mutate({ params: { id: card.id } }, { onSuccess: ({ id }) => onCopied(id) })}
        >
          Начать похожую
        </Button>
      )}
    </div>
  );
}

/** «срочная, проверить до 28.11 23:59»: let out by one, looked at by another. */
function Urgency({ card }: { card: PublicationCard }): ReactNode {
  const formats = useFormats();
  const { isUrgent, urgentReason, reviewBy, reviewedAt, reviewedBy } = card;
  if (!isUrgent) return null;
  return (
    <p>
      {reviewedAt ? (
        <Mark tone="ok">
          срочная, проверена: {reviewedBy}, {formats.short(reviewedAt)}
        </Mark>
      ) : (
        <Mark tone="warning">срочная{reviewBy && `, проверить до ${formats.short(reviewBy)}`}</Mark>
      )}{' '}
      <span className="small">{urgentReason}</span>
    </p>
  );
}

function Agreement({ card, calendar, acts, onDialog }: Props): ReactNode {
  const formats = useFormats();
  const risk = calendar.risks.find(({ id }) => id === card.risk);
  return (
    <Section title="Согласование" isSmall className="composer-desk__section">
      <p className="small">
        {risk && `${risk.title}. `}
        {card.approvalsLeft > 0 && leftWords(card.approvalsLeft)}
      </p>
      {card.approvals.length > 0 && (
        <ul className="piece-approvals">
          {card.approvals.map(({ by, at, isAgreed, note, isCurrent, isOutside }) => (
            <li key={`${by} ${at}`}>
              <Mark tone={isAgreed ? (isCurrent ? 'ok' : 'quiet') : 'warning'}>
                {isAgreed ? 'согласовано' : 'возвращено'}
              </Mark>{' '}
              {by}, {formats.short(at)}
              {isOutside && ', по ссылке'}
              {isAgreed && !isCurrent && <span className="muted small"> прежнему тексту</span>}
              {note && <span className="line-below">{note}</span>}
            </li>
          ))}
        </ul>
      )}
      {card.state === 'approval' && <OutsidePart card={card} acts={acts} />}
      <FactNotes facts={card.facts} titleOf={titleIn(card.variants)} />
      <Preflight notes={card.notes} />
      <Acts card={card} acts={acts} onDialog={onDialog} />
    </Section>
  );
}

/** Days that differ from what was said before are agreed to with a reason alone. */
export function approveOrAsk(
  { id, version, facts }: PublicationCard,
  acts: PieceActs,
  onDialog: (dialog: OpenDialog) => void,
): void {
  if (facts.length > 0) onDialog({ kind: 'despite' });
  else acts.approve.mutate({ params: { id }, body: { version } });
}

function Acts({ card, acts, onDialog }: Pick<Props, 'card' | 'acts' | 'onDialog'>): ReactNode {
  const { can, id, version } = card;
  const seen = { params: { id }, body: { version } };
  const offered = (act: string) => can.includes(act);
  return (
    <div className="piece-acts">
      {offered('approve') && (
        <Button
          kind="primary"
          hint="KeyA"
          busy={acts.approve.isPending}
          onClick={() => approveOrAsk(card, acts, onDialog)}
        >
          Согласовать
        </Button>
      )}
      {offered('review') && (
        <Button kind="primary" busy={acts.review.isPending} onClick={() => acts.review.mutate(seen)}>
          Срочное проверено
        </Button>
      )}
      <div className="cluster">
        {offered('return') && (
          <Button hint="KeyB" onClick={() => onDialog({ kind: 'return' })}>
            Вернуть…
          </Button>
        )}
        {offered('recall') && (
          <Button icon="undo" busy={acts.recall.isPending} onClick={() => acts.recall.mutate(seen)}>
            Вернуть себе
          </Button>
        )}
        {offered('ask-outside') && (
          <Button icon="link" onClick={() => onDialog({ kind: 'outside' })}>
            Спросить по ссылке…
          </Button>
        )}
        {offered('urgent') && (
          <Button kind="quiet" onClick={() => onDialog({ kind: 'urgent' })}>
            Выпустить срочно…
          </Button>
        )}
        {offered('cancel') && (
          <Button kind="quiet" onClick={() => onDialog({ kind: 'cancel' })}>
            Не выйдет…
          </Button>
        )}
      </div>
    </div>
  );
}
