import { type DragEvent, type ReactNode, useState } from 'react';
import { findByNumber, findDocument, type PublicDocument } from '../../../shared/contract/base/signatures.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { call } from '../../lib/api.ts';
import { asProblem } from '../../lib/api-problem.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { FileButton } from '../../ui/forms/file-button.tsx';
import { SearchForm } from '../../ui/forms/search-form.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { hashFile } from './file-hash.ts';
import './check.css';

/** Who holds a paper without its QR code: by the number printed on it, or by the file itself. */
export function FindDocumentPage(): ReactNode {
  return (
    <div className="reading stack document-check">
      <PageTitle text="Проверить документ" />
      <p>Здесь видно, подписан ли документ рабочей группы или отчёт и не изменили ли файл после подписи.</p>
      <ByNumber />
      <ByFile />
    </div>
  );
}

const nameOf = ({ title, number, day }: Pick<PublicDocument, 'title' | 'number' | 'day'>): string =>
  `${title} № ${number} от ${formatDay(day)}`;

function ByNumber(): ReactNode {
  const [{ number = '' }, change] = useUrlQuery();
  return (
    <section className="stack stack--tight" aria-labelledby="check-number">
      <h2 id="check-number">По номеру</h2>
      <SearchForm
        className="check-form"
        label="Номер документа"
        hint="Как напечатан, например 3/2026"
        isMain
        value={number}
        onFind={(words) => change({ number: words })}
      />
      {number && <Numbered number={number} />}
    </section>
  );
}

function Numbered({ number }: { number: string }): ReactNode {
  const found = useRoute(findByNumber, { query: { number } });
  return (
    <Loadable query={found} failed="Поиск не удался">
      {({ documents, changed }) =>
        documents.length + changed.length === 0 ? (
          <EmptyState title={`Подписанного документа № ${number} нет`}>
            Проверьте номер на бумаге или сравните сам файл.
          </EmptyState>
        ) : (
          <ul>
            {documents.map((document) => (
              <li key={document.id}>
                <PageLink to={`/check/${document.id}`}>{nameOf(document)}</PageLink>
              </li>
            ))}
            {changed.map((document) => (
              <li key={document.id}>
                {nameOf(document)} <Mark tone="danger">Изменён после подписи: не выдаётся</Mark>
              </li>
            ))}
          </ul>
        )
      }
    </Loadable>
  );
}

type Verdict =
  | { kind: 'same'; document: PublicDocument }
  | { kind: 'unknown' | 'unable' }
  | { kind: 'failed'; why: string };

async function judge(file: File): Promise<Verdict> {
  const hash = await hashFile(file);
  if (!hash) return { kind: 'unable' };
  try {
    return { kind: 'same', document: await call(findDocument, { params: { hash } }) };
  } catch (error) {
    const problem = asProblem(error);
    return problem.status === 404 ? { kind: 'unknown' } : { kind: 'failed', why: problem.message };
  }
}

function ByFile(): ReactNode {
  const [verdict, setVerdict] = useState<Verdict>();
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    setOver(false);
    if (!file) return;
    setVerdict(undefined);
    setVerdict(await judge(file));
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <section className="stack stack--tight" aria-labelledby="check-file">
      <h2 id="check-file">По файлу</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button within */}
      <div
        className={isOver ? 'check-drop is-over' : 'check-drop'}
        onDragOver={over}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
      >
        <p>
          Перетащите файл сюда или выберите его. Он никуда не отправляется: отпечаток считает ваш браузер.
        </p>
        <FileButton accept="" onPick={(file) => void take(file)}>
          Выбрать файл
        </FileButton>
      </div>
      <p role="status">{verdict && <VerdictLine verdict={verdict} />}</p>
    </section>
  );
}

function VerdictLine({ verdict }: { verdict: Verdict }): ReactNode {
  switch (verdict.kind) {
    case 'same':
      return (
        <>
          <Mark tone="ok">Файл подписан и не изменён</Mark>{' '}
          <PageLink to={`/check/${verdict.document.id}`}>{nameOf(verdict.document)}</PageLink>
        </>
      );
    case 'unknown':
      return (
        <Mark tone="danger">Такого подписанного файла нет: его изменили после подписи, или он не отсюда</Mark>
      );
    case 'unable':
      return 'Этот браузер не может посчитать отпечаток здесь: найдите документ по номеру и сравните отпечаток сами.';
    default:
      return <Mark tone="danger">{verdict.why}</Mark>;
  }
}
