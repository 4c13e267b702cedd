import { type ReactNode, useRef, useState } from 'react';
import { getFile } from '../../../../../shared/contract/base/files.ts';
import type {
  PublicationCalendar,
  PublicationCard,
  SourceKind,
} from '../../../../../shared/contract/pages/publications.ts';
import { shorten } from '../../../../../shared/text/words.ts';
import { buildUrl } from '../../../../lib/api.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { rowOf } from '../../../../ui/forms/fields.ts';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import type { Form } from '../../../../ui/forms/use-form.ts';
import { Note } from '../../../../ui/mark.tsx';
import { PageLink } from '../../../../ui/page-link.tsx';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';
import { AddFile } from '../../../base/parts/papers.tsx';
import { asksBySlash, insertAt } from '../../../base/parts/slash.ts';
import type { Wanted } from '../calendar-place.ts';
import { longDayTitle } from '../publication-words.ts';
import { type PieceFile, type PieceValues, withMovedPicture } from './piece-values.ts';
import type { ComposerState } from './use-composer.ts';

/** Where a picture of a piece is shown from: of one that was just sent by its key. */
export const pictureUrl = (
  { fileId, token }: Pick<PieceFile, 'fileId' | 'token'>,
  variant: 'thumb' | 'display',
): string => buildUrl(getFile, { params: { id: fileId, variant }, query: token ? { token } : {} });

/** The words all pages say, and the pictures with what is on them. */
export function ComposerText(props: {
  composer: ComposerState;
  card: PublicationCard | null;
  wanted: Wanted;
  templates: PublicationCalendar['templates'];
}): ReactNode {
  const { composer, card, wanted } = props;
  const { form, leftover } = composer;
  const formats = useFormats();
  return (
    <div className="composer-desk__part">
      <h2 className="section__title">
        {card ? 'Публикация' : 'Новая публикация'}{' '}
        {!card && wanted.day && <span className="muted small">{longDayTitle(wanted.day)}</span>}
      </h2>
      {card?.state === 'returned' && (
        <Note>
          <p>
            Вернули на доработку: <b>{card.reason}</b>
          </p>
        </Note>
      )}
      {leftover && (
        <p className="small">
          Здесь недописанное{leftover.savedAt !== null && ` от ${formats.short(leftover.savedAt)}`}.{' '}
          <button type="button" className="link-button" onClick={leftover.drop}>
            Начать заново
          </button>
        </p>
      )}
      {card?.source && <Source source={card.source} />}
      <PieceText form={form} templates={props.templates} />
      <Pictures form={form} />
      <TextField
        form={form}
        name="brief"
        label="Тому, кто согласует, не для страниц"
        optional
        maxLength={2000}
        placeholder="Откуда сведения, что проверить"
      />
    </div>
  );
}

/** The words; «/» before a word offers beginnings. */
function PieceText(props: {
  form: Form<PieceValues>;
  templates: PublicationCalendar['templates'];
}): ReactNode {
  const { form, templates } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  const insert = (id: string) => {
    const chosen = templates.find((one) => one.id === id);
    setChoosing(false);
    if (chosen) form.set({ text: insertAt(field.current, form.get().text, chosen.text) });
    setTimeout(() => field.current?.focus());
  };
  return (
    <>
      <LongTextField
        form={form}
        name="text"
        ref={field}
        label="Общий текст"
        rows={7}
        placeholder="Что сделано, где и для кого. «/» вставляет заготовку"
        onKeyDown={(event) => {
          if (!asksBySlash(event, form.get().text)) return;
          event.preventDefault();
          setChoosing(true);
        }}
      />
      {isChoosing && (
        <ChoiceDialog
          title="Заготовка"
          intro={
            <p className="muted">Встанет в текст; многоточия заполните сами, с ними публикация не выйдет.</p>
          }
          empty={<p>Заготовок нет.</p>}
          choices={templates.map(({ id, title, text }) => ({ id, label: title, note: shorten(text, 60) }))}
          onPick={insert}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

const sourceWords: Readonly<Record<SourceKind, string>> = {
  case: 'По делу:',
  problem: 'По массовой проблеме:',
  request: 'По заявке на размещение:',
};

/** What it is written of. */
export function Source({ source }: { source: NonNullable<PublicationCard['source']> }): ReactNode {
  return (
    <p className="small">
      {sourceWords[source.kind]} <PageLink<string> to={source.link}>{source.title}</PageLink>
    </p>
  );
}

function Pictures({ form }: { form: Form<PieceValues> }): ReactNode {
  const { pictures } = form.values;
  const put = (next: readonly PieceFile[]) => form.set({ pictures: next });
  return (
    <fieldset className="piece-pictures">
      <legend className="field__label">Картинки</legend>
      {pictures.map((picture, at) => (
        <div key={picture.fileId} className="piece-picture">
          <img
            src={pictureUrl(picture, 'thumb')}
            alt={picture.alt || `Картинка ${at + 1}`}
            width="72"
            height="54"
          />
          <TextField
            form={rowOf(form, 'pictures', at)}
            name="alt"
            label={`Что на картинке ${at + 1}`}
            maxLength={500}
          />
          <span className="piece-picture__acts">
            <IconButton
              kind="quiet"
              icon="up"
              label={`Картинка ${at + 1}: раньше`}
              disabledReason={at === 0 && 'Она и так первая'}
              onClick={() => put(withMovedPicture(pictures, at, -1))}
            />
            <IconButton
              kind="quiet"
              icon="down"
              label={`Картинка ${at + 1}: позже`}
              disabledReason={at === pictures.length - 1 && 'Она и так последняя'}
              onClick={() => put(withMovedPicture(pictures, at, 1))}
            />
            <IconButton
              kind="quiet"
              icon="close"
              label={`Убрать картинку ${at + 1}`}
              onClick={() => put(pictures.filter((one) => one !== picture))}
            />
          </span>
        </div>
      ))}
      <AddFile
        accept="image/*"
        icon="image"
        onSent={({ fileId, token }) => put([...form.get().pictures, { fileId, token, alt: '' }])}
      >
        Добавить картинку
      </AddFile>
    </fieldset>
  );
}

/** A line of what is kept where, under the buttons. */
export function KeptNote({ composer }: { composer: ComposerState }): ReactNode {
  const formats = useFormats();
  if (composer.savedAt === null) return null;
  return (
    <p className="muted small">Написанное хранится на этом устройстве, {formats.time(composer.savedAt)}.</p>
  );
}

/** The button that begins a text of its own, or ends it. */
export function OwnTextButton(props: { isOwn: boolean; network: string; onTurn: () => void }): ReactNode {
  const { isOwn, network, onTurn } = props;
  return (
    <Button
      kind="quiet"
      className="variant__own"
      aria-label={`${network}: ${isOwn ? 'как общий' : 'свой текст'}`}
      onClick={onTurn}
    >
      {isOwn ? 'Как общий' : 'Свой текст'}
    </Button>
  );
}
