import type { ReactNode } from 'react';
import { exportAppeals } from '../../../../shared/contract/messages/office.ts';
import type { Route, RouteInput } from '../../../../shared/contract/route.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';

type Format = 'docx' | 'pdf' | 'html';

/** Word, PDF and the page for print of one paper. `name` tells one group of buttons from another aloud. */
export function PaperButtons<R extends Route>(props: {
  route: R;
  name: string;
  input: (format: Format) => RouteInput<R>;
}): ReactNode {
  const { route, name, input } = props;
  const { isBusy, download } = useDownload();
  return (
    <span className="cluster">
      <Button busy={isBusy} onClick={() => void download(route, input('docx'))}>
        Word<span className="aloud">: {name}</span>
      </Button>
      <Button busy={isBusy} onClick={() => void download(route, input('pdf'))}>
        PDF<span className="aloud">: {name}</span>
      </Button>
      <a
        className="button"
        href={buildUrl(route as never, input('html') as never)}
        target="_blank"
        rel="noopener"
      >
        Печать<span className="aloud">: {name} (откроется в новой вкладке)</span>
      </a>
    </span>
  );
}

/** E: the journal by its filter as an Excel file. */
export function JournalExport(props: { filter: Record<string, string> }): ReactNode {
  const { isBusy, download } = useDownload();
  const run = () => void download(exportAppeals, { query: props.filter });
  useHotkeys('Журнал обращений', [{ keys: 'KeyE', label: 'Выгрузить в Excel', run }]);
  return (
    <Button hint="KeyE" busy={isBusy} onClick={run}>
      Excel
    </Button>
  );
}
