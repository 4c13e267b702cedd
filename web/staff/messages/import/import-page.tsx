import { type ReactNode, useState } from 'react';
import { getImport } from '../../../../shared/contract/messages/imports.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FileDrop } from './file-drop.tsx';
import { History } from './history.tsx';
import { isRunning } from './import-words.ts';
import { MappingPart } from './mapping-part.tsx';
import { ProgressPart } from './progress-part.tsx';
import { ReportPart } from './report-part.tsx';
import './import.css';

const title = 'Загрузка данных';
/** Milliseconds between looks at a run. */
const LOOK = 1000;

/** Registers from files: choose, say what column is what, watch, read the report. `?id=` is one of them. */
export function ImportPage(): ReactNode {
  const [{ id, again }] = useUrlQuery();
  return (
    <StaffPage
      // Another import is another page: its heading takes the focus that went with the button.
      key={id ?? ''}
      title={title}
      hasFinder
      actions={id ? <ButtonLink to="/staff/import">Все загрузки</ButtonLink> : undefined}
    >
      <div className="reading-pane import">
        {id ? (
          <OneImport key={id} id={id} isAgain={again === '1'} />
        ) : (
          <>
            <FileDrop />
            <History />
          </>
        )}
      </div>
    </StaffPage>
  );
}

function OneImport({ id, isAgain }: { id: string; isAgain: boolean }): ReactNode {
  const seen = useRoute(getImport, { params: { id } }, { keepOld: false, staleTime: 0 });
  const mustLook = seen.data !== undefined && isRunning(seen.data.state);
  // A second watcher of the same answer: it asks again only while something runs.
  useRoute(getImport, { params: { id } }, { enabled: mustLook, refreshEvery: LOOK, keepOld: false });
  /** What was here when the page opened: later steps come in place of a button that had the focus. */
  const [opened, setOpened] = useState<string>();
  const step = seen.data && `${seen.data.state}${isAgain}`;
  if (step && !opened) setOpened(step);
  const takesFocus = opened !== undefined && step !== opened;
  return (
    <Loadable query={seen} failed="Загрузка не открылась">
      {(run) => {
        if (isRunning(run.state)) return <ProgressPart run={run} takesFocus={takesFocus} />;
        const isAsked = run.state === 'uploaded' || isAgain;
        if (isAsked && run.can.includes('table')) return <MappingPart run={run} takesFocus={takesFocus} />;
        return <ReportPart run={run} takesFocus={takesFocus} />;
      }}
    </Loadable>
  );
}
