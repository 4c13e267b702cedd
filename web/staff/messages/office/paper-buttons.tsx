import { type ReactNode, useState } from 'react';
import { exportAppeals } from '../../../../shared/contract/messages/office.ts';
import type { Route, RouteInput } from '../../../../shared/contract/route.ts';
import { buildUrl, callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

type Format = 'docx' | 'pdf' | 'html';

/** Fetches a file and saves it; a refusal (no browser for PDF) is said in words. */
export function useSaving() {
  const [isBusy, setBusy] = useState(false);
  const save = async (route: Route, input: unknown) => {
    if (isBusy) return;
    setBusy(true);
    try {
      const { file, name } = await callFile(route as never, input as never);
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён`);
    } catch (error) {
      showToast(`Файл не получился. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy(false);
  };
  return { isBusy, save };
}

/** Word, PDF and the page for print of one paper. `name` tells one group of buttons from another aloud. */
export function PaperButtons<R extends Route>(props: {
  route: R;
  name: string;
  input: (format: Format) => RouteInput<R>;
}): ReactNode {
  const { route, name, input } = props;
  const { isBusy, save } = useSaving();
  return (
    <span className="cluster">
      <Button busy={isBusy} onClick={() => void save(route, input('docx'))}>
        Word<span className="aloud">: {name}</span>
      </Button>
      <Button busy={isBusy} onClick={() => void save(route, input('pdf'))}>
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
  const { isBusy, save } = useSaving();
  const run = () => void save(exportAppeals, { query: props.filter });
  useHotkeys('Журнал обращений', [{ keys: 'KeyE', label: 'Выгрузить в Excel', run }]);
  return (
    <Button hint="KeyE" busy={isBusy} onClick={run}>
      Excel
    </Button>
  );
}
