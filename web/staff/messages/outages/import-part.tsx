import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { importOutages } from '../../../../shared/contract/messages/outages.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { refreshModules } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { ErrorState } from '../../../ui/states.tsx';

type Result = RouteReply<typeof importOutages>;

/** A supplier's table: what went in, and each row that did not with its reason. */
export function ImportPart(): ReactNode {
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setProblem(null);
    setResult(null);
    const told = await perform(
      importOutages,
      {},
      {
        file,
        onProblem: (one) => {
          setProblem(one);
        },
      },
    );
    if (told) {
      setResult(told);
      await refreshModules(client, ['outages']);
    }
    setBusy(false);
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.txt,.tsv,.xlsx,text/csv',
    label: 'Таблица отключений от поставщика',
    onPick: (file) => void send(file),
  });
  useHotkeys('Отключения', [{ keys: 'KeyU', label: 'Выбрать таблицу поставщика', run: choose }], {
    active: !isBusy,
  });
  return (
    <section className="stack stack--tight" aria-label="Таблица поставщика">
      <p className="cluster">
        {field}
        <Button hint="KeyU" busy={isBusy} onClick={choose}>
          Таблица поставщика
        </Button>
        <span className="muted small">
          XLSX или CSV. Столбцы: ресурс, адрес, начало; если есть — окончание, вид, причина, кто чинит, номер.
        </span>
      </p>
      {problem && <ErrorState title="Таблица не загрузилась" problem={problem} onRetry={choose} />}
      {result && <Told result={result} onClose={() => setResult(null)} />}
    </section>
  );
}

function Told({ result, onClose }: { result: Result; onClose: () => void }): ReactNode {
  const { added, changed, unchanged, refused, refusedCount } = result;
  return (
    <div className="desk__sheet" role="status">
      <p>
        Записано {counted(added, 'отключение', 'отключения', 'отключений')}, изменено {changed}, без изменений{' '}
        {unchanged}
        {refusedCount > 0 && `, не принято ${counted(refusedCount, 'строка', 'строки', 'строк')}`}.
      </p>
      {refused.length > 0 && (
        <ul className="outage-refused">
          {refused.map(({ row, reason }) => (
            <li key={row}>
              Строка {row}: {reason}
            </li>
          ))}
        </ul>
      )}
      {refusedCount > refused.length && <p className="muted">Показаны первые {refused.length}.</p>}
      <p>
        <button type="button" className="link-button" onClick={onClose}>
          Убрать
        </button>
      </p>
    </div>
  );
}
