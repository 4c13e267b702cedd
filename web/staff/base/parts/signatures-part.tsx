import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  attachSignature,
  downloadDocument,
  downloadRecord,
  readDocument,
  type Signature,
  type SignedDocument,
} from '../../../../shared/contract/base/signatures.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { routeKey, useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { FieldError } from '../../../ui/forms/field.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import './signatures-part.css';
import { Failures } from '../../../ui/failures/failures.tsx';

/** The most a detached signature weighs: the limit of the door, before base64. */
const MOST_BYTES = 290_000;

const methods: Readonly<Record<Signature['method'], string>> = {
  password: 'подтверждена паролем',
  totp: 'подтверждена кодом из приложения',
  file: 'приложена файлом',
  demo: 'учебная',
};

/** The file that was signed, its signatures with what is known of each, and a qualified one added from a file. */
export function SignaturesPart({ documentId }: { documentId: string }): ReactNode {
  const signed = useRoute(readDocument, { params: { id: documentId } });
  return (
    <Section title="Подписи" isSmall className="stack stack--tight">
      <ul className="cluster">
        <li>
          <a href={buildUrl(downloadDocument, { params: { id: documentId } })}>Подписанный файл</a>
        </li>
        <li>
          <a href={buildUrl(downloadRecord, { params: { id: documentId } })}>Запись о подписях</a>
        </li>
        <li>
          <a href={`/check/${documentId}`}>Страница проверки</a>
        </li>
      </ul>
      <Loadable query={signed} failed="Подписи не загрузились">
        {(document) => (
          <>
            <ul className="signatures">
              {document.signatures.map((one) => (
                <li key={one.id}>
                  <Line signature={one} />
                </li>
              ))}
            </ul>
            {document.mayAttach && <Attach document={document} />}
          </>
        )}
      </Loadable>
    </Section>
  );
}

function Line({ signature }: { signature: Signature }): ReactNode {
  const formats = useFormats();
  const { kind, state, signer, position, at, method, details } = signature;
  return (
    <>
      <p>
        <b>{signer}</b>, {position}
      </p>
      <p className="cluster">
        <Mark tone={state === 'whole' ? 'ok' : 'warning'}>
          {kind === 'simple' ? 'простая' : 'квалифицированная'}
          {state === 'whole' ? ', файл не изменён' : ', не проверена'}
        </Mark>
        <span className="muted">
          {methods[method]}, {formats.dateTime(at)}
        </span>
      </p>
      {details.length > 0 && (
        <dl className="signatures__facts">
          {details.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** A file as base64, without the head of a data address. */
const toBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/u, ''));
    reader.onerror = () => reject(new Error('Файл не прочитался'));
    reader.readAsDataURL(file);
  });

function Attach({ document }: { document: SignedDocument }): ReactNode {
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const attach = useCommand(attachSignature, {
    refreshes: [],
    onDone: (reply) => {
      client.setQueryData(routeKey(readDocument, { params: { id: document.id } }), reply);
      const { state } = lastOf(reply.signatures);
      showToast(state === 'whole' ? 'Подпись принята и проверена' : 'Подпись приложена, но не проверена');
    },
  });
  const pick = async (file: File) => {
    setWrong('');
    if (file.size === 0) return setWrong('Файл пуст: выберите файл подписи.');
    if (file.size > MOST_BYTES)
      return setWrong('Файл слишком велик для отсоединённой подписи: выберите её файл, а не сам документ.');
    try {
      attach.mutate({ params: { id: document.id }, body: { cms: await toBase64(file) } });
    } catch {
      setWrong('Файл не прочитался. Выберите его снова.');
    }
  };
  return (
    <div className="stack stack--tight">
      <p className="muted" id="attach-hint">
        Подпишите файл своей программой отсоединённой подписью и приложите файл, который она сделала.
      </p>
      <div aria-describedby="attach-hint">
        <FileButton isBusy={attach.isPending} accept=".sig,.p7s,.sgn,.pem" onPick={(file) => void pick(file)}>
          Приложить файл подписи
        </FileButton>
      </div>
      {wrong && <FieldError text={wrong} />}
      <Failures of={attach} />
    </div>
  );
}
