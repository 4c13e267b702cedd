import type { ReactNode } from 'react';
import { pasteIncident } from '../../../../shared/contract/monitoring/incident-acts.ts';
import { formatTime, localDay, momentAt } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const isTime = (text: string): boolean => /^(?:[01]?\d|2[0-3]):[0-5]\d$/u.test(text.trim());

/** «N»: what was seen in a network with one's own eyes. The program reads nothing by the link: the words are carried over. */
export function PasteDialog(props: { onDone: (id: string) => void; onClose: () => void }): ReactNode {
  const { onDone, onClose } = props;
  const zone = useZone();
  const paste = useCommand(pasteIncident, {
    onDone: ({ incident, isKnown }) => {
      showToast(isKnown ? `Эта ссылка уже в ленте: ${incident.number}` : `Заведён ${incident.number}`);
      onDone(incident.id);
    },
  });
  const form = useForm({
    start: () => ({
      url: '',
      text: '',
      authorName: '',
      postedOn: localDay(Date.now(), zone),
      postedTime: formatTime(Date.now(), zone),
    }),
    commands: paste,
    names: { postedOn: 'postedAt' },
    check: ({ url, text, postedOn, postedTime }) => ({
      url: !/^https?:\/\/\S/u.test(url.trim()) && 'Вставьте ссылку целиком: https://…',
      text: text.trim().length < 2 && 'Перенесите слова записи',
      postedOn: !postedOn && 'Напишите день',
      postedTime: !isTime(postedTime) && 'Время в виде 09:40',
    }),
    send: ({ url, text, authorName, postedOn, postedTime }) =>
      paste.mutate({
        body: {
          url: url.trim(),
          text: text.trim(),
          authorName: authorName.trim(),
          postedAt: momentAt(postedOn, postedTime.trim().padStart(5, '0'), zone).toISOString(),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Вставить ссылку" action="Завести инцидент" isWide onClose={onClose}>
      <TextField form={form} name="url" label="Ссылка на запись" inputMode="url" placeholder="https://" />
      <LongTextField
        form={form}
        name="text"
        label="Слова записи"
        hint="Как видите их сейчас: по ссылке программа ничего не читает"
        rows={5}
      />
      <TextField
        form={form}
        name="authorName"
        label="Кто написал"
        hint="Как подписано в сети"
        maxLength={150}
      />
      <div className="social__moment">
        <DateField form={form} name="postedOn" label="Когда написано" />
        <TextField form={form} name="postedTime" label="Время" inputMode="numeric" placeholder="ЧЧ:ММ" />
      </div>
    </FormDialog>
  );
}
