import { type ReactNode, useState } from 'react';
import {
  type PublicationCalendar,
  type PublicationCard,
  readPublication,
} from '../../../../../shared/contract/pages/publications.ts';
import type { Formats } from '../../../../lib/format.ts';
import { useFormats } from '../../../../lib/format.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorState, SkeletonLines } from '../../../../ui/states.tsx';
import { StaleNote } from '../../../base/parts/stale-note.tsx';
import type { Wanted } from '../calendar-place.ts';
import { Composer } from '../writing/composer.tsx';
import { looksOf } from '../writing/composer-variants.tsx';
import { LooksDialog, type ShownLook } from '../writing/looks-dialog.tsx';
import { valuesOf } from '../writing/piece-values.ts';
import { approveOrAsk, PieceCard } from './piece-card.tsx';
import { type OpenDialog, PieceDialogs } from './piece-dialogs.tsx';
import { usePieceActs, useSubmittedNotice } from './use-piece-acts.ts';

interface Props {
  calendar: PublicationCalendar;
  /** The piece that is open; '' = a new one is written. */
  id: string;
  wanted: Wanted;
  mayKeep: boolean;
  onOpen: (id: string) => void;
  onClose: () => void;
}

const nothingWanted: Wanted = { pageId: null, day: null };

/** What is open under the calendar: a new piece, one that is being written, or one that is on its way. */
export function PiecePane(props: Props): ReactNode {
  const { id, onClose } = props;
  return (
    <section className="pane piece-pane" aria-label={id ? 'Открытая публикация' : 'Новая публикация'}>
      <div className="piece-pane__bar">
        <Button kind="quiet" icon="close" hint="Escape" onClick={onClose}>
          Закрыть
        </Button>
      </div>
      {id ? <SavedPiece key={id} {...props} /> : <NewPiece {...props} />}
    </section>
  );
}

function NewPiece({ calendar, wanted, mayKeep, onOpen, onClose }: Props): ReactNode {
  const [urgent, setUrgent] = useState<PublicationCard | null>(null);
  const tellSubmitted = useSubmittedNotice();
  if (!mayKeep) return <p className="composer-desk__part">Писать публикации может редактор.</p>;
  return (
    <>
      <Composer
        calendar={calendar}
        card={urgent}
        wanted={wanted}
        onSaved={({ id }) => onOpen(id)}
        onSubmitted={(card) => {
          tellSubmitted(card);
          onClose();
        }}
        onUrgent={setUrgent}
        onCancel={onClose}
        onClose={onClose}
      />
      {urgent && <PieceDialogs dialog={{ kind: 'urgent' }} card={urgent} onClose={() => onOpen(urgent.id)} />}
    </>
  );
}

function SavedPiece(props: Props): ReactNode {
  const { id, calendar, onOpen, onClose } = props;
  const piece = useRoute(readPublication, { params: { id } }, { keepOld: false, refreshEvery: 30_000 });
  const card = piece.data;
  const retry = () => void piece.refetch();
  if (!card && piece.error)
    return <ErrorState title="Публикация не загрузилась" problem={piece.error} onRetry={retry} />;
  if (!card)
    return (
      <div className="composer-desk__part">
        <SkeletonLines lines={6} label="Загружаем публикацию…" />
      </div>
    );
  return (
    <>
      {piece.error && (
        <StaleNote what="Публикация" problem={piece.error} asOf={piece.dataUpdatedAt} onRetry={retry} />
      )}
      <Opened card={card} calendar={calendar} onOpen={onOpen} onClose={onClose} />
    </>
  );
}

function Opened(
  props: Pick<Props, 'calendar' | 'onOpen' | 'onClose'> & { card: PublicationCard },
): ReactNode {
  const { card, calendar, onClose } = props;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const tellSubmitted = useSubmittedNotice();
  const dialogs = dialog && <PieceDialogs dialog={dialog} card={card} onClose={() => setDialog(null)} />;
  if (!card.can.includes('change')) return <OnItsWay {...props} dialog={dialog} setDialog={setDialog} />;
  return (
    <>
      <Composer
        calendar={calendar}
        card={card}
        wanted={nothingWanted}
        onSaved={() => {}}
        onSubmitted={(sent) => {
          tellSubmitted(sent);
          onClose();
        }}
        onUrgent={() => setDialog({ kind: 'urgent' })}
        onCancel={() => setDialog({ kind: 'cancel' })}
        onClose={onClose}
      />
      {dialogs}
    </>
  );
}

function OnItsWay(
  props: Pick<Props, 'calendar' | 'onOpen' | 'onClose'> & {
    card: PublicationCard;
    dialog: OpenDialog | null;
    setDialog: (dialog: OpenDialog | null) => void;
  },
): ReactNode {
  const { card, calendar, dialog, setDialog, onOpen, onClose } = props;
  const [isLooking, setLooking] = useState(false);
  const formats = useFormats();
  const acts = usePieceActs();
  const offered = (act: string) => card.can.includes(act);
  useHotkeys(
    'Публикация',
    [
      ...(offered('approve')
        ? [{ keys: 'KeyA', label: 'Согласовать', run: () => approveOrAsk(card, acts, setDialog) }]
        : []),
      ...(offered('return')
        ? [{ keys: 'KeyB', label: 'Вернуть на доработку', run: () => setDialog({ kind: 'return' }) }]
        : []),
      { keys: 'KeyP', label: 'Показать, как увидят', run: () => setLooking(true) },
      { keys: 'Escape', label: 'Закрыть публикацию', run: onClose, hidden: true },
    ],
    { active: dialog === null && !isLooking },
  );
  return (
    <>
      <PieceCard
        card={card}
        calendar={calendar}
        acts={acts}
        onDialog={setDialog}
        onShow={() => setLooking(true)}
        onCopied={calendar.can.includes('keep') ? onOpen : null}
      />
      {isLooking && (
        <LooksDialog looks={looksOfCard(card, calendar, formats)} onClose={() => setLooking(false)} />
      )}
      {dialog && <PieceDialogs dialog={dialog} card={card} onClose={() => setDialog(null)} />}
    </>
  );
}

/** A saved piece as its networks show it, what came out of it as it came out. */
export function looksOfCard(
  card: PublicationCard,
  calendar: PublicationCalendar,
  formats: Formats,
): ShownLook[] {
  const values = valuesOf(card, formats.zone);
  const said = values.variants.map((one) => {
    const variant = card.variants.find(({ pageId }) => pageId === one.pageId);
    return variant?.publishedAt ? { ...one, ownText: variant.text } : one;
  });
  return looksOf({ ...values, variants: said }, calendar, formats);
}
