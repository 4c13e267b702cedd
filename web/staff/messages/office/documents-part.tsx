import { type ReactNode, useState } from 'react';
import {
  type AppealCard,
  documentKinds,
  type OfficeDocument,
} from '../../../../shared/contract/messages/office.ts';
import {
  changeDocument,
  downloadDocument,
  makeDocument,
  sendDocument,
  signDocument,
} from '../../../../shared/contract/messages/office-documents.ts';
import { documentKindTitles, replyByTitles } from '../../../../shared/text/appeals.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Stamp } from '../../../ui/mark.tsx';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { PaperButtons } from './paper-buttons.tsx';
import { useOfficeCommand } from './use-office-command.ts';

const sendWays = [
  { value: 'post', label: replyByTitles.post },
  { value: 'email', label: replyByTitles.email },
  { value: 'account', label: replyByTitles.account },
  { value: 'hand', label: replyByTitles.hand },
  { value: 'medo', label: 'По межведомственному документообороту' },
] as const;

/** Letters of the appeal: prepared by the facts of the case, put right, signed, sent. */
export function DocumentsPart({ card }: { card: AppealCard }): ReactNode {
  const [isChoosing, setChoosing] = useState(false);
  const make = useOfficeCommand(makeDocument, 'Проект письма готов', () => setChoosing(false));
  const offered = documentKinds.filter((kind) => card.can.includes(`make-${kind}`));
  useHotkeys(
    'Карточка обращения',
    offered.length > 0 ? [{ keys: 'KeyR', label: 'Подготовить письмо', run: () => setChoosing(true) }] : [],
  );
  return (
    <section className="desk__sheet" aria-labelledby="office-letters">
      <div className="cluster">
        <h2 className="section__title" id="office-letters">
          Письма и уведомления
        </h2>
        <span className="push" />
        {offered.length > 0 && (
          <Button kind="primary" hint="KeyR" onClick={() => setChoosing(true)}>
            Подготовить письмо
          </Button>
        )}
      </div>
      {card.documents.length === 0 && (
        <p className="muted">Писем ещё нет. Предлагаются те, для которых по делу есть решение.</p>
      )}
      <ul className="office-letters">
        {card.documents.map((letter) => (
          <li key={letter.id} className="office-letters__one">
            <Letter letter={letter} />
          </li>
        ))}
      </ul>
      {isChoosing && (
        <ChoiceDialog
          title="Какое письмо"
          choices={offered.map((kind) => ({ id: kind, label: documentKindTitles[kind] }))}
          onPick={(kind) => make.mutate({ params: { id: card.caseId }, body: { kind: kind as never } })}
          onClose={() => setChoosing(false)}
        >
          <Failures of={make} />
        </ChoiceDialog>
      )}
    </section>
  );
}

function Letter({ letter }: { letter: OfficeDocument }): ReactNode {
  const formats = useFormats();
  const [dialog, setDialog] = useState<'edit' | 'send' | null>(null);
  const sign = useOfficeCommand(signDocument, 'Подписано: письмо получило номер');
  const can = (action: string) => letter.can.includes(action);
  const at = { params: { id: letter.id } };
  const name = `${documentKindTitles[letter.kind]}${letter.number ? ` № ${letter.number}` : ''}`;
  return (
    <>
      <div className="cluster">
        <b>{name}</b>
        <span className="muted">
          {letter.signedAt ? `подписано ${formats.date(letter.signedAt)}` : `проект, ${letter.madeBy}`}
          {letter.sentAt && `, отправлено ${formats.date(letter.sentAt)}`}
        </span>
      </div>
      {letter.text && (
        <details>
          <summary>Текст</summary>
          <p className="office-letters__to">{letter.addressee.join('\n')}</p>
          {letter.salutation && <p>{letter.salutation}</p>}
          <p className="office-letters__text">{letter.text}</p>
        </details>
      )}
      {letter.signedAt && (
        <Stamp title="Подписано простой электронной подписью">
          <span>
            {letter.signedBy}, {formats.dateTime(letter.signedAt)}
          </span>
          <span className="small">Отпечаток {letter.fingerprint}</span>
        </Stamp>
      )}
      <div className="cluster">
        {can('sign') && (
          <Button
            kind="primary"
            busy={sign.isPending}
            onClick={() => sign.mutate({ ...at, body: { version: letter.version } })}
          >
            Подписать<span className="aloud">: {name}</span>
          </Button>
        )}
        {can('change') && (
          <Button onClick={() => setDialog('edit')}>
            Исправить<span className="aloud">: {name}</span>
          </Button>
        )}
        {can('send') && (
          <Button onClick={() => setDialog('send')}>
            Отметить отправку<span className="aloud">: {name}</span>
          </Button>
        )}
        {can('download') && (
          <PaperButtons
            route={downloadDocument}
            name={name}
            input={(format) => ({ ...at, query: { format } })}
          />
        )}
      </div>
      <Failures of={sign} />
      {dialog === 'edit' && <EditDialog letter={letter} onClose={() => setDialog(null)} />}
      {dialog === 'send' && <SendDialog letter={letter} onClose={() => setDialog(null)} />}
    </>
  );
}

function EditDialog({ letter, onClose }: { letter: OfficeDocument; onClose: () => void }): ReactNode {
  const change = useOfficeCommand(changeDocument, 'Письмо исправлено', onClose);
  const form = useForm({
    start: { addressee: letter.addressee.join('\n'), salutation: letter.salutation, text: letter.text },
    commands: change,
    send: ({ addressee, salutation, text }) => {
      const lines = addressee
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      change.mutate({
        params: { id: letter.id },
        body: { version: letter.version, addressee: lines, salutation: salutation.trim(), text },
      });
    },
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={documentKindTitles[letter.kind]}
      onClose={onClose}
      action="Сохранить"
    >
      <LongTextField
        form={form}
        name="addressee"
        label="Адресат в дательном падеже"
        hint="Имя склоняется само; если неверно — исправьте. Каждая строка — строка письма."
        rows={4}
      />
      <TextField form={form} name="salutation" label="Обращение" optional />
      <LongTextField form={form} name="text" label="Текст" rows={12} />
    </FormDialog>
  );
}

function SendDialog({ letter, onClose }: { letter: OfficeDocument; onClose: () => void }): ReactNode {
  const send = useOfficeCommand(sendDocument, 'Отправка отмечена', onClose);
  const form = useForm<{ how: (typeof sendWays)[number]['value'] }>({
    start: { how: 'post' },
    commands: send,
    send: ({ how }) => send.mutate({ params: { id: letter.id }, body: { version: letter.version, how } }),
  });
  const { how } = form.values;
  return (
    <FormDialog form={form} title="Отправка письма" onClose={onClose} action="Отметить отправку">
      <SelectField form={form} name="how" label="Как отправлено" choices={sendWays} />
      <p className="muted small">
        {how === 'email'
          ? 'Система отправит письмо на почту адресата: текстом и файлом на бланке. Без адреса отправка не отметится.'
          : 'Письмо отправляете вы; здесь отмечается, что оно ушло.'}
      </p>
    </FormDialog>
  );
}
