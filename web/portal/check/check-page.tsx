import { type ReactNode, useState } from 'react';
import { checkDocument, type PublicDocument } from '../../../shared/contract/base/signatures.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam, useUrlQuery } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { FileButton } from '../../ui/forms/file-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { hashFile } from './file-hash.ts';
import './check.css';

/** What the QR code of a signed paper leads to: number, date, hash, positions; a file is compared here, and goes nowhere. */
export function CheckPage(): ReactNode {
  const id = useParam('id');
  const document = useRoute(checkDocument, { params: { id } });
  const isUnknown = [400, 404].includes(document.error?.status ?? 0);
  return (
    <div className="reading stack document-check">
      <PageTitle text="Проверить документ" />
      {isUnknown ? (
        <EmptyState
          title="Такого документа нет"
          action={<ButtonLink to="/check">Найти по номеру или файлу</ButtonLink>}
        >
          Проверьте адрес: он напечатан на документе и в его QR-коде.
        </EmptyState>
      ) : (
        <Loadable query={document} failed="Сведения о документе не загрузились">
          {(data) => <Facts document={data} />}
        </Loadable>
      )}
    </div>
  );
}

const kinds = { simple: 'простая электронная подпись', qualified: 'квалифицированная подпись' };

function Facts({ document }: { document: PublicDocument }): ReactNode {
  const formats = useFormats();
  return (
    <>
      <p>
        {document.title} № {document.number} от {formatDay(document.day)}
      </p>
      <PrintedHash sha256={document.sha256} />
      <section className="stack stack--tight" aria-labelledby="check-signatures">
        <h2 id="check-signatures">Подписи</h2>
        <ul>
          {document.signatures.map(({ kind, position, at, state }) => (
            <li key={at + kind}>
              {position}: {kinds[kind]}, {formats.dateTime(at)}
              {state === 'unchecked' && ' — не проверена'}
            </li>
          ))}
        </ul>
      </section>
      <FileCheck sha256={document.sha256} />
    </>
  );
}

type Verdict = 'same' | 'other' | 'unable';

async function compare(file: File, sha256: string): Promise<Verdict> {
  const hash = await hashFile(file);
  if (!hash) return 'unable';
  return hash === sha256 ? 'same' : 'other';
}

/** A paper made of this one bears its hash in the code: an extract of another file is told at once. */
function PrintedHash({ sha256 }: { sha256: string }): ReactNode {
  const [query] = useUrlQuery();
  if (!query.sha256) return null;
  return query.sha256 === sha256 ? (
    <Mark tone="ok">Отпечаток, напечатанный в QR-коде, совпадает</Mark>
  ) : (
    <Mark tone="danger">Отпечаток в QR-коде другой: бумага сделана не с этого документа</Mark>
  );
}

function FileCheck({ sha256 }: { sha256: string }): ReactNode {
  const [verdict, setVerdict] = useState<Verdict>();
  const choose = async (file: File) => setVerdict(await compare(file, sha256));
  return (
    <section className="stack stack--tight" aria-labelledby="check-file">
      <h2 id="check-file">Ваш файл — тот, что подписан?</h2>
      <p className="muted">Файл никуда не отправляется: отпечаток считает ваш браузер.</p>
      <div>
        <FileButton accept="" onPick={(file) => void choose(file)}>
          Выбрать файл
        </FileButton>
      </div>
      <p role="status">
        {verdict === 'same' && <Mark tone="ok">Это тот самый файл: отпечаток совпадает</Mark>}
        {verdict === 'other' && (
          <Mark tone="danger">Это другой файл: его изменили после подписания, или он не отсюда</Mark>
        )}
        {verdict === 'unable' && 'Этот браузер не может посчитать отпечаток здесь: сравните его сами.'}
      </p>
      <p className="muted">
        Отпечаток подписанного файла (алгоритм SHA-256): <span className="check-hash">{sha256}</span>
      </p>
    </section>
  );
}
