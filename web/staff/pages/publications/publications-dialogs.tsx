import type { ReactNode } from 'react';
import type { PublicationCalendar } from '../../../../shared/contract/pages/publications.ts';
import { QuietDayDialog } from './calendar/quiet-day-dialog.tsx';
import { IdeasDialog } from './ideas-dialog.tsx';
import { PreviewDialog } from './piece/preview-dialog.tsx';
import { PrioritiesDialog } from './priorities-dialog.tsx';

export type ScreenDialog =
  | { kind: 'preview'; id: string }
  | { kind: 'ideas' }
  | { kind: 'priorities' }
  | { kind: 'hush'; day: string };

/** The one dialog of the screen that is open. */
export function PublicationsDialogs(props: {
  dialog: ScreenDialog;
  calendar: PublicationCalendar;
  /** The page under the keyboard; '' = none. */
  pageId: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}): ReactNode {
  const { dialog, calendar, pageId, onOpen, onClose } = props;
  switch (dialog.kind) {
    case 'preview':
      return <PreviewDialog id={dialog.id} calendar={calendar} onClose={onClose} />;
    case 'ideas':
      return <IdeasDialog calendar={calendar} pageId={pageId} onBegun={onOpen} onClose={onClose} />;
    case 'priorities':
      return <PrioritiesDialog onClose={onClose} />;
    case 'hush': {
      const quiet = calendar.days.find(({ day }) => day === dialog.day)?.quiet ?? '';
      return <QuietDayDialog day={dialog.day} quiet={quiet} onClose={onClose} />;
    }
  }
}
