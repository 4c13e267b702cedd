import { type ReactNode, useState } from 'react';
import { getNumber, type NumberedPaper } from '../../../../shared/contract/group/city-numbers.ts';
import { registeredWords } from '../../../../shared/text/group/city-numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { NumberDialog } from './number-dialog.tsx';

/** Of one paper, on its card: its number in the city's document system, and the way to write it. Nothing while it waits for none. */
export function CityNumberPart({ paperId }: { paperId: string }): ReactNode {
  const query = useRoute(getNumber, { params: { id: paperId } });
  return (
    <Loadable query={query} failed="Номер СЭД не загрузился" skeleton={null}>
      {({ paper, can }) => paper && <Line paper={paper} mayKeep={can.includes('keep')} />}
    </Loadable>
  );
}

function Line({ paper, mayKeep }: { paper: NumberedPaper; mayKeep: boolean }): ReactNode {
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { cityNumber } = paper;
  if (!cityNumber && !mayKeep) return null;
  return (
    <p className="cluster">
      {cityNumber ? (
        <span>
          СЭД: <b>{registeredWords(cityNumber)}</b>{' '}
          <span className="muted small">
            {cityNumber.source === 'file' ? 'из файла, ' : ''}
            {cityNumber.enteredBy}, {formats.date(cityNumber.enteredAt)}
          </span>
        </span>
      ) : (
        <span className="muted">Номера СЭД ещё нет</span>
      )}
      {mayKeep && (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {cityNumber ? 'Исправить номер СЭД' : 'Записать номер СЭД'}
        </Button>
      )}
      {isOpen && <NumberDialog paper={paper} onClose={() => setOpen(false)} />}
    </p>
  );
}
