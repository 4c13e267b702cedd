import { type ReactNode, useState } from 'react';
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
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
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
  const [value, setValue] = useState({
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
  });
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const onDone = () => {
    showToast(edited ? 'Запись исправлена' : asked ? 'Ответ записан' : 'Документ записан');
    onClose();
  };
  const add = useCommand(addPaper, { onDone });
  const change = useCommand(changePaper, { onDone });
  const errors = fieldWords([add, change]);
  const send = () => {
    const body = { ...value, dueOn: value.dueOn || null };
    if (edited) change.mutate({ params: { id: edited.id }, body: { ...body, version: edited.version } });
    else add.mutate({ body });
  };
  const needsName = value.partner === 'other' || value.partner === 'region';
  return (
    <FormDialog
      title={edited ? `Документ ${edited.number}` : asked ? `Ответ на ${paperRef(asked)}` : 'Документ'}
      action="Записать"
      commands={[add, change]}
      onSend={send}
      onClose={onClose}
    >
      {!asked && (
        <Select
          label="Входящий или исходящий"
          value={value.direction}
          choices={(['in', 'out'] as const).map((one) => ({ value: one, label: directionTitles[one] }))}
          onChange={(direction) => set({ direction })}
        />
      )}
      <Select
        label="Вид"
        value={value.kind}
        choices={paperKinds.map((one) => ({ value: one, label: capitalise(kindTitles[one]) }))}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label="С кем"
        value={value.partner}
        error={errors.partner}
        choices={list.partners.map(({ code, title }) => ({ value: code, label: title }))}
        onChange={(partner) => set({ partner })}
      />
      {needsName && (
        <TextInput
          label="Название организации"
          value={value.partnerName}
          error={errors.partnerName}
          onChange={(event) => set({ partnerName: event.target.value })}
        />
      )}
      <TextInput
        label="Номер"
        value={value.number}
        error={errors.number}
        onChange={(event) => set({ number: event.target.value })}
      />
      <DateInput
        label="Дата"
        value={value.datedOn}
        error={errors.datedOn}
        onChange={(datedOn) => set({ datedOn })}
      />
      <TextInput
        label="О чём"
        value={value.subject}
        error={errors.subject}
        onChange={(event) => set({ subject: event.target.value })}
      />
      <DateInput
        label="Ответить до"
        hint="Пусто — ответа не ждут"
        optional
        value={value.dueOn}
        error={errors.dueOn}
        onChange={(dueOn) => set({ dueOn })}
      />
      <PersonField
        label="Отвечает"
        optional
        initial={edited?.responsible ?? ''}
        error={errors.responsibleId}
        onPick={(person) => set({ responsibleId: person?.id ?? null })}
      />
      <TextArea
        label="Содержание"
        optional
        rows={3}
        value={value.text}
        error={errors.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      {errors.replyToId && <FieldError text={errors.replyToId} />}
    </FormDialog>
  );
}

export function CloseDialog({ paper, onClose }: { paper: Paper; onClose: () => void }): ReactNode {
  const [words, setWords] = useState('');
  const close = useCommand(closePaper, {
    onDone: () => {
      showToast('Документ снят с контроля');
      onClose();
    },
  });
  const errors = fieldWords([close]);
  return (
    <FormDialog
      title={`Снять с контроля ${paperRef(paper)}`}
      action="Снять"
      commands={close}
      onSend={() => close.mutate({ params: { id: paper.id }, body: { version: paper.version, words } })}
      onClose={onClose}
    >
      <TextArea
        label="Почему ответа не будет"
        rows={2}
        value={words}
        error={errors.words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  );
}
