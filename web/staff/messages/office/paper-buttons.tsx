import type { ReactNode } from 'react';
import type { Route, RouteInput } from '../../../../shared/contract/route.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
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
