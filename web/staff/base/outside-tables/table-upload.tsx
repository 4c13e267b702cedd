import { type ReactNode, useState } from 'react';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { ErrorState } from '../../../ui/states.tsx';

/** Chooses the file; nothing comes of it before its columns are agreed. What was kept is opened by `?id=`. */
export function TableUpload(props: {
  /** The page, as help of its keys names it. */
  page: string;
  /** «Таблица ПОС». */
  title: string;
  /** «Файл таблицы ПОС». */
  label: string;
  /** «Выбрать таблицу». */
  button: string;
  /** «Таблица не подошла». */
  failed: string;
  send: (file: File, onProblem: (problem: ApiProblem) => void) => Promise<{ id: string } | null>;
  children: ReactNode;
}): ReactNode {
  const { page, title, label, button, failed, send, children } = props;
  const [, changeQuery] = useUrlQuery();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const upload = async (file: File): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const made = await send(file, setProblem);
    if (made) changeQuery({ id: made.id }, { replace: false });
    setBusy(false);
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.txt,.tsv,.xlsx,text/csv',
    label,
    onPick: (file) => void upload(file),
  });
  useHotkeys(page, [{ keys: 'KeyU', label: button, run: choose }], { active: !isBusy });
  return (
    <section className="stack" aria-label={title}>
      <p>{children}</p>
      {field}
      <div className="cluster">
        <Button kind="primary" hint="KeyU" icon="upload" busy={isBusy} onClick={choose}>
          {button}
        </Button>
      </div>
      {problem && <ErrorState title={failed} problem={problem} />}
    </section>
  );
}
