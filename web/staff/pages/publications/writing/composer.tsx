import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type {
  PreflightNote,
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import { checkPublication } from '../../../../../shared/contract/pages/publications-acts.ts';
import { useFormats, useNow } from '../../../../lib/format.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { showToast } from '../../../../lib/toast.ts';
import { Form } from '../../../../ui/forms/form.tsx';
import { ComposerActs } from './composer-acts.tsx';
import { ComposerPlan } from './composer-plan.tsx';
import { ComposerText } from './composer-text.tsx';
import { ComposerVariants, looksOf } from './composer-variants.tsx';
import { FactNotes } from './fact-notes.tsx';
import { LooksDialog } from './looks-dialog.tsx';
import { normAfter } from './norm-after.ts';
import { bodyOf, controlOf, flightOf, notesOf, type PieceValues, pageTitleOf } from './piece-values.ts';
import { Preflight } from './preflight-part.tsx';
import { type ComposerOptions, useComposer } from './use-composer.ts';

export interface ComposerProps extends ComposerOptions {
  onCancel: () => void;
  onClose: () => void;
}

/** A piece while it is written: words and pictures | what each network gets | when and where, and whether it may go out. */
export function Composer(props: ComposerProps): ReactNode {
  const { calendar, card, wanted } = props;
  const composer = useComposer(props);
  const { form } = composer;
  const { values } = form;
  const { notes, norm, facts } = useNotes(values, calendar, card);
  const [isLooking, setLooking] = useState(false);
  const formats = useFormats();
  const mend = (field: string) =>
    document.getElementById(`${form.id}-${controlOf(field, form.get())}`)?.focus();
  const submit = () => {
    const stop = notes.find(({ tone }) => tone === 'stop');
    if (stop) {
      showToast(stop.words, { tone: 'problem' });
      mend(stop.field);
    } else composer.send('submit');
  };
  useHotkeys(
    'Публикация',
    [
      { keys: 'Ctrl+Enter', label: 'На согласование', run: submit },
      { keys: 'KeyP', label: 'Показать, как увидят', run: () => setLooking(true) },
      { keys: 'Escape', label: 'Закрыть публикацию', run: props.onClose, hidden: true },
    ],
    { active: !isLooking },
  );
  useFirstFocus(`${form.id}-text`, `${card?.id ?? 'new'} ${wanted.pageId} ${wanted.day}`);
  return (
    <>
      <Form
        form={form}
        className="composer-desk"
        label={card ? 'Публикация' : 'Новая публикация'}
        byButtonOnly
        failed={{ kept: 'Текст остался в полях и на этом устройстве' }}
      >
        <ComposerText composer={composer} card={card} wanted={wanted} templates={calendar.templates} />
        <ComposerVariants form={form} calendar={calendar} onShow={() => setLooking(true)} />
        <div className="composer-desk__part">
          <ComposerPlan form={form} calendar={calendar} publicationId={card?.id ?? ''} />
          <FactNotes facts={facts} titleOf={(pageId) => pageName(pageId, calendar)} />
          <Preflight notes={[...notes, ...norm]} onMend={mend} />
          <ComposerActs
            composer={composer}
            calendar={calendar}
            card={card}
            onSubmit={submit}
            onCancel={props.onCancel}
          />
        </div>
      </Form>
      {isLooking && (
        <LooksDialog looks={looksOf(values, calendar, formats)} onClose={() => setLooking(false)} />
      )}
    </>
  );
}

/** The words have the focus when a piece is opened to be written. */
function useFirstFocus(id: string, of: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for another piece or another cell
  useEffect(() => {
    document.getElementById(id)?.focus();
  }, [of]);
}

/** Milliseconds the hand rests before the server is asked too. */
const REST = 1200;

const pageName = (pageId: string, { pages }: PublicationCalendar): string => {
  const page = pages.find(({ id }) => id === pageId);
  return page ? pageTitleOf(page) : '';
};

/** What the device finds with each letter, what only the server can see, and what the week will come to. */
function useNotes(values: PieceValues, calendar: PublicationCalendar, card: PublicationCard | null) {
  const { zone } = useFormats();
  const now = useNow(60_000);
  const body = useMemo(() => bodyOf(values, zone), [values, zone]);
  const [asked, setAsked] = useState(body);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(body), REST);
    return () => clearTimeout(timer);
  }, [body]);
  const checked = useRoute(
    checkPublication,
    { body: asked ?? { text: '', risk: values.risk || '-' } },
    { enabled: asked !== null && asked.text !== '' },
  );
  const known: readonly PreflightNote[] = checked.data?.notes ?? card?.notes ?? [];
  return {
    notes: notesOf(flightOf(values, calendar, { zone, now }), known),
    // Of what is kept the server knows the matter it tells of; of other words what they say themselves.
    facts: card && card.text === values.text ? card.facts : (checked.data?.facts ?? []),
    norm: normAfter(values, calendar, { zone, publicationId: card?.id ?? 'none' }),
  };
}
