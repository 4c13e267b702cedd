import { type ReactNode, useDeferredValue, useState } from 'react';
import type { CalendarPage, PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { useFormats, useNow } from '../../../../lib/format.ts';
import { ItemField, SegmentedField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { bindFields } from '../../../../ui/forms/fields.ts';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import type { Form } from '../../../../ui/forms/use-form.ts';
import { momentTitle, pagesCount } from '../publication-words.ts';
import { OwnMoments } from './own-moments.tsx';
import { type PieceValues, withPages } from './piece-values.ts';
import { type LocalMoment, listWindows, momentKey, type WindowsAsked, windowsFor } from './windows.ts';

interface Props {
  form: Form<PieceValues>;
  calendar: PublicationCalendar;
  /** '' of a new one. */
  publicationId: string;
}

/** When and where it goes out, and how sensitive it is. */
export function ComposerPlan(props: Props): ReactNode {
  const { form, calendar } = props;
  const risk = calendar.risks.find(({ id }) => id === form.values.risk);
  return (
    <>
      <h2 className="section__title">Когда и куда</h2>
      <WhenField {...props} />
      <PagesField {...props} />
      <SegmentedField
        form={form}
        name="risk"
        legend="Насколько чувствительна"
        hint={risk?.about}
        choices={calendar.risks.map(({ id, title }) => ({ value: id, label: title }))}
      />
    </>
  );
}

/** Windows that are offered at once. */
const OFFERED = 8;
const BY_HAND = 'own';

function useWindows({ form, calendar, publicationId }: Props): WindowsAsked {
  const { zone } = useFormats();
  const now = useNow(60_000);
  return windowsFor(
    calendar,
    form.values.variants.map(({ pageId }) => pageId),
    { zone, now, ...(publicationId && { except: publicationId }) },
  );
}

/** The nearest free window, one of the next ones, or a moment written by hand. */
function WhenField(props: Props): ReactNode {
  const { form } = props;
  const { day, time, isOwnTime } = form.values;
  const asked = useWindows(props);
  const windows = listWindows(asked, asked.now.day, OFFERED);
  const chosen: LocalMoment | null = day && time ? { day, time } : null;
  const isListed = chosen !== null && windows.some((one) => momentKey(one) === momentKey(chosen));
  const shown = chosen && !isListed ? [chosen, ...windows] : windows;
  const [nearest] = windows;
  const label = (one: LocalMoment) =>
    `${one === nearest ? 'Ближайшее окно: ' : ''}${momentTitle(one, asked.now.day)}`;
  const pick = (key: string) => {
    if (key === BY_HAND) return form.set({ isOwnTime: true });
    const moment = shown.find((one) => momentKey(one) === key);
    if (moment) form.set({ ...moment, isOwnTime: false });
  };
  return (
    <>
      <SelectField
        form={bindFields(
          { window: isOwnTime ? BY_HAND : chosen ? momentKey(chosen) : '' },
          ({ window = '' }) => pick(window),
        )}
        name="window"
        id={`${form.id}-window`}
        label="Когда"
        {...(!chosen && !isOwnTime && { none: 'не выбрано' })}
        choices={[
          ...shown.map((one) => ({ value: momentKey(one), label: label(one) })),
          { value: BY_HAND, label: 'Другой день и час…' },
        ]}
      />
      {isOwnTime && (
        <div className="composer-desk__pair">
          <DateField form={form} name="day" label="День" />
          <TextField
            form={form}
            name="time"
            label="Время"
            inputMode="numeric"
            placeholder="ЧЧ:ММ"
            maxLength={5}
          />
        </div>
      )}
      <OwnMoments form={form} calendar={props.calendar} />
    </>
  );
}

/** Pages by their bodies; a moment that is taken on a page that comes gives way to the next free one. */
function PagesField(props: Props): ReactNode {
  const { form, calendar, publicationId } = props;
  const { zone } = useFormats();
  const { values } = form;
  const chosen = values.variants.map(({ pageId }) => pageId);
  const [isOpen, setOpen] = useState(chosen.length === 0);
  const names = calendar.pages
    .filter(({ id }) => chosen.includes(id))
    .map(({ body, networkTitle }) => `${body}, ${networkTitle}`);
  // Sixty boxes come a frame later than the words one writes in: the key that opened the form is answered first.
  const isDrawn = useDeferredValue(isOpen, false);
  const put = (pageIds: readonly string[]) => {
    const now = form.get();
    const asked = windowsFor(calendar, pageIds, {
      zone,
      now: Date.now(),
      ...(publicationId && { except: publicationId }),
    });
    const isTaken = asked.taken.has(momentKey(now));
    const [free] = isTaken || !now.day ? listWindows(asked, now.day || asked.now.day, 1) : [];
    form.set({
      variants: withPages(now.variants, pageIds, calendar.pages),
      ...(free && !now.isOwnTime ? free : {}),
    });
  };
  const bound = bindFields({ pages: chosen as readonly string[] }, ({ pages = [] }) => put(pages), {
    id: `${form.id}-at`,
  });
  return (
    <details
      className="piece-pages"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary id={`${form.id}-pages`}>
        {chosen.length > 0 ? `Где: ${pagesCount(chosen.length)}` : 'Где: выберите страницы'}
        {names.length > 0 && <span className="piece-pages__names muted small">{names.join('; ')}</span>}
      </summary>
      <div className="piece-pages__bodies">
        {isDrawn &&
          [...Map.groupBy(calendar.pages, ({ unitId }) => unitId).values()].map((pages) => (
            <BodyPages key={pages[0]?.unitId} pages={pages} bound={bound} />
          ))}
      </div>
    </details>
  );
}

function BodyPages(props: {
  pages: readonly CalendarPage[];
  bound: ReturnType<typeof bindFields<{ pages: readonly string[] }>>;
}): ReactNode {
  const { pages, bound } = props;
  return (
    <fieldset>
      <legend className="small">{pages[0]?.body}</legend>
      {pages.map(({ id, networkTitle, manualReason }) => (
        <ItemField key={id} form={bound} name="pages" item={id}>
          {networkTitle}
          {manualReason && <span className="muted small"> руками: {manualReason}</span>}
        </ItemField>
      ))}
    </fieldset>
  );
}
