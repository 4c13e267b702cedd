import { type ReactNode, useEffect, useState } from 'react';
import type { ReportFormat } from '../../../../shared/contract/report.ts';
import type { Route, RouteInput } from '../../../../shared/contract/route.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FileForms } from './file-forms.tsx';

type ReportRoute = Route & { access: { permission: string } };
type Asked<R extends ReportRoute> = Omit<
  NonNullable<(RouteInput<R> & { query?: object })['query']>,
  'format'
>;

/** Milliseconds: what takes longer is told with a way to give it up. */
const SOON = 1500;
const LONGEST = 120_000;

/** «Выгрузить» (E): what the screen shows as a workbook at once, as Word, PDF or CSV by «Другой файл». */
export function ReportButtons<R extends ReportRoute>(props: {
  route: R;
  /** What the screen shows: its filter. */
  query: Asked<R>;
  /** Name of the keys' group: that of the screen. */
  screen: string;
  label?: string;
  /** Why there is nothing to save. */
  disabledReason?: string | false;
  /** Said once it is saved. */
  more?: string;
}): ReactNode {
  const { route, query, screen, label = 'Выгрузить', disabledReason = false, more } = props;
  const mayExport = usePermission(route.access.permission);
  const [isChoosing, setChoosing] = useState(false);
  const { isBusy, download, cancel } = useDownload();
  const save = (format: ReportFormat) => {
    setChoosing(false);
    const input = { query: { ...query, format } } as unknown as RouteInput<R>;
    void download(route, input, { timeout: LONGEST, ...(more && { more }) });
  };
  useHotkeys(screen, [{ keys: 'KeyE', label: 'Выгрузить в Excel', run: () => save('xlsx') }], {
    active: mayExport && !disabledReason,
  });
  if (!mayExport) return null;
  return (
    <>
      <Button hint="KeyE" busy={isBusy} disabledReason={disabledReason} onClick={() => save('xlsx')}>
        {label}
      </Button>
      <Button
        aria-haspopup="dialog"
        busy={isBusy}
        disabledReason={disabledReason}
        onClick={() => setChoosing(true)}
      >
        Другой файл
      </Button>
      <Dialog isOpen={isChoosing} title="Каким файлом выгрузить" onClose={() => setChoosing(false)}>
        <FileForms isBusy={isBusy} onChoose={save} />
      </Dialog>
      <Waiting isBusy={isBusy} onCancel={cancel} />
    </>
  );
}

/** A long table is not silent: it says that it is being made, and can be given up. */
function Waiting({ isBusy, onCancel }: { isBusy: boolean; onCancel: () => void }): ReactNode {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isBusy) return;
    const timer = setTimeout(() => setLong(true), SOON);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return (
    <Dialog
      isOpen={isLong && isBusy}
      title="Готовим файл"
      onClose={onCancel}
      foot={<Button onClick={onCancel}>Отменить</Button>}
    >
      <progress className="progress" aria-label="Файл готовится" />
      <p>Большая таблица собирается до двух минут. Окно закроется само, когда файл сохранится.</p>
    </Dialog>
  );
}
