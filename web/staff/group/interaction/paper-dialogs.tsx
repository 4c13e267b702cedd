import type { ReactNode } from 'react';
import {
  addPaper,
  changePaper,
  closePaper,
  type listPapers,
  type Paper,
  paperKinds,
} from '../../../../shared/contract/group/interaction.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';
import { directionTitles, kindTitles, paperRef } from './interaction-words.ts';

export type PaperList = RouteReply<typeof listPapers>;

/** A paper that came or left; with `asked`, the answer to it; with `edited`, what was written of one. */
export function PaperDialog(props: {
  list: PaperList;
  edited?: Paper;
  asked?: Paper;
  onClose: () => void;
}): ReactNode {
  const { list, edited, asked, onClose } = props;
  const today = localDay(Date.now(), useZone());
  const from = edited ?? asked;
  const onDone = () => {
    showToast(edited ? 'Запись исправлена' : asked ? 'Ответ записан' : 'Документ записан');
    onClose();
  };
  const add = useCommand(addPaper, { onDone });
  const change = useCommand(changePaper, { onDone });
  const form = useForm({
    start: {
      direction: edited?.direction ?? (asked?.direction === 'in' ? ('out' as const) : ('in' as const)),
      kind: edited?.kind ?? (asked ? ('letter' as const) : ('task' as const)),
      partner: from?.partner ?? 'cur',
      partnerName: from?.partnerName ?? '',
      number: edited?.number ?? '',
      datedOn: edited?.datedOn ?? today,
      subject: from?.subject ?? '',
      text: edited?.text ?? '',
      responsibleId: edited?.responsibleId ?? null,
      replyToId: edited?.replyTo?.id ?? asked?.id ?? null,
      dueOn: edited ? (edited.dueOn ?? '') : asked ? '' : list.suggestedDue,
    },
    commands: [add, change],
    send: (value) => {
      const body = { ...value, dueOn: value.dueOn || null };
      if (edited) change.mutate({ params: { id: edited.id }, body: { ...body, version: edited.version } });
      else add.mutate({ body });
    },
  });
  const value = form.values;
  const needsName = value.partner === 'other' || value.partner === 'region';
  return (
    <FormDialog
      title={edited ? `Документ ${edited.number}` : asked ? `Ответ на ${paperRef(asked)}` : 'Документ'}
      action="Записать"
      form={form}
      onClose={onClose}
    >
      {!asked && (
        <SelectField
          form={form}
          name="direction"
          label="Входящий или исходящий"
          choices={(['in', 'out'] as const).map((one) => ({ value: one, label: directionTitles[one] }))}
        />
      )}
      <SelectField
        form={form}
        name="kind"
        label="Вид"
        choices={paperKinds.map((one) => ({ value: one, label: capitalise(kindTitles[one]) }))}
      />
      <SelectField
        form={form}
        name="partner"
        label="С кем"
        choices={list.partners.map(({ code, title }) => ({ value: code, label: title }))}
      />
      {needsName && <TextField form={form} name="partnerName" label="Название организации" />}
      <TextField form={form} name="number" label="Номер" />
      <DateField form={form} name="datedOn" label="Дата" />
      <TextField form={form} name="subject" label="О чём" />
      <DateField form={form} name="dueOn" label="Ответить до" hint="Пусто — ответа не ждут" optional />
      <PersonField
        label="Отвечает"
        optional
        initial={edited?.responsible ?? ''}
        form={form}
        name="responsibleId"
        orNull
      />
      <LongTextField form={form} name="text" label="Содержание" optional rows={3} />
    </FormDialog>
  );
}

export function CloseDialog({ paper, onClose }: { paper: Paper; onClose: () => void }): ReactNode {
  const close = useCommand(closePaper, {
    done: 'Документ снят с контроля',
    onDone: onClose,
  });
  const form = useForm({
    start: { words: '' },
    commands: close,
    send: ({ words }) => close.mutate({ params: { id: paper.id }, body: { version: paper.version, words } }),
  });
  return (
    <FormDialog title={`Снять с контроля ${paperRef(paper)}`} action="Снять" form={form} onClose={onClose}>
      <LongTextField form={form} name="words" label="Почему ответа не будет" rows={2} />
    </FormDialog>
  );
}
