import type { ReactNode } from 'react';
import {
  type PublicationCalendar,
  readPublication,
} from '../../../../../shared/contract/pages/publications.ts';
import { useFormats } from '../../../../lib/format.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { LooksDialog } from '../writing/looks-dialog.tsx';
import { looksOfCard } from './piece-pane.tsx';

/** P on an item of the calendar: how it will look, without opening it. */
export function PreviewDialog(props: {
  id: string;
  calendar: PublicationCalendar;
  onClose: () => void;
}): ReactNode {
  const { id, calendar, onClose } = props;
  const formats = useFormats();
  const piece = useRoute(readPublication, { params: { id } }, { keepOld: false });
  if (piece.data) return <LooksDialog looks={looksOfCard(piece.data, calendar, formats)} onClose={onClose} />;
  return (
    <Dialog isOpen isWide title="Как это увидят" onClose={onClose}>
      <Loadable query={piece} failed="Публикация не загрузилась">
        {() => null}
      </Loadable>
    </Dialog>
  );
}
