import { type ReactNode, useState } from 'react';
import type { PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { Button } from '../../../../ui/button.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { bindFields } from '../../../../ui/forms/fields.ts';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import type { Form } from '../../../../ui/forms/use-form.ts';
import { pagesCount } from '../publication-words.ts';
import { type PieceValues, type PieceVariant, pageTitleOf, withOwnMoment } from './piece-values.ts';

interface Props {
  form: Form<PieceValues>;
  calendar: Pick<PublicationCalendar, 'pages'>;
}

/** Of several pages each may go out at a moment of its own. */
export function OwnMoments({ form, calendar }: Props): ReactNode {
  const { variants } = form.values;
  const apart = variants.filter(({ own }) => own !== null).length;
  const [isOpen, setOpen] = useState(false);
  if (variants.length < 2 && apart === 0) return null;
  return (
    <details
      className="piece-pages"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{apart > 0 ? `В своё время: ${pagesCount(apart)}` : 'Все в одно время'}</summary>
      {isOpen && (
        <ul className="piece-pages__bodies">
          {variants.map((variant) => (
            <OwnMoment key={variant.pageId} form={form} calendar={calendar} variant={variant} />
          ))}
        </ul>
      )}
    </details>
  );
}

function OwnMoment({ form, calendar, variant }: Props & { variant: PieceVariant }): ReactNode {
  const { pageId, own } = variant;
  const page = calendar.pages.find(({ id }) => id === pageId);
  if (!page) return null;
  const title = pageTitleOf(page);
  const put = (moment: PieceVariant['own']) =>
    form.set({ variants: withOwnMoment(form.get().variants, pageId, moment) });
  const { day, time } = form.values;
  return (
    <li>
      <span className="small">{title}</span>
      {own && (
        <div className="composer-desk__pair">
          <DateField
            form={bindFields(own, (next) => put({ ...own, ...next }))}
            name="day"
            id={`${form.id}-own-day-${pageId}`}
            label={<Named what="День" of={title} />}
          />
          <TextField
            form={bindFields(own, (next) => put({ ...own, ...next }))}
            name="time"
            id={`${form.id}-own-time-${pageId}`}
            label={<Named what="Время" of={title} />}
            inputMode="numeric"
            placeholder="ЧЧ:ММ"
            maxLength={5}
          />
        </div>
      )}
      <Button
        kind="quiet"
        aria-label={`${title}: ${own ? 'как у всех' : 'своё время'}`}
        onClick={() => put(own ? null : { day, time })}
      >
        {own ? 'Как у всех' : 'Своё время'}
      </Button>
    </li>
  );
}

/** The page stands over the fields; aloud each of them says whose it is. */
function Named({ what, of }: { what: string; of: string }): ReactNode {
  return (
    <>
      {what}
      <span className="aloud">: {of}</span>
    </>
  );
}
