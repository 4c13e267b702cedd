import { type ReactNode, useState } from 'react';
import type { RuleDraft } from '../../../../shared/contract/base/rule-draft.ts';
import { previewRules, saveRules } from '../../../../shared/contract/messages/control.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { ImpactView } from './impact-view.tsx';
import type { Rule } from './rule-words.ts';

/** A whole pack of rules from a file: only versions that are not here yet are taken, after their preview. */
export function PackUpload(props: { rules: readonly Rule[] }): ReactNode {
  const [drafts, setDrafts] = useState<RuleDraft[]>([]);
  const [trouble, setTrouble] = useState('');
  const pick = async (file: File): Promise<void> => {
    const found = await readPack(await file.text(), props.rules);
    setTrouble(typeof found === 'string' ? found : '');
    setDrafts(typeof found === 'string' ? [] : found);
  };
  return (
    <>
      <FileButton
        icon="upload"
        label="Загрузить набор правил"
        accept=".json,application/json"
        onPick={(file) => void pick(file)}
      >
        Загрузить набор правил
      </FileButton>
      <span role="status" className="meta">
        {trouble}
      </span>
      {drafts.length > 0 && <PackDialog drafts={drafts} onClose={() => setDrafts([])} />}
    </>
  );
}

/** New versions of known rules in the text of a pack, or what is wrong with it. */
async function readPack(text: string, known: readonly Rule[]): Promise<RuleDraft[] | string> {
  let entries: unknown;
  try {
    entries = (JSON.parse(text) as { rules?: unknown }).rules;
  } catch {
    return 'Файл не читается как JSON.';
  }
  if (!Array.isArray(entries)) return 'В файле нет списка правил «rules».';
  const isKnown = (draft: RuleDraft) =>
    known.some(({ id, validFrom }) => id === draft.id && validFrom >= draft.validFrom);
  // The library of schemas comes to whoever uploads a pack alone.
  const { ruleDraft } = await import('../../../../shared/contract/base/rule-draft.ts');
  const read = entries.map((entry) => ruleDraft.safeParse(entry));
  const wrong = read.findIndex(({ success }) => !success);
  if (wrong >= 0) return `Правило № ${wrong + 1} в файле не читается.`;
  const fresh = read.flatMap(({ data }) => (data && !isKnown(data) ? [data] : []));
  return fresh.length > 0 ? fresh : 'Новых редакций в файле нет: все правила уже действуют.';
}

function PackDialog(props: { drafts: RuleDraft[]; onClose: () => void }): ReactNode {
  const { drafts, onClose } = props;
  const preview = useCommand(previewRules, { refreshes: [] });
  const save = useCommand(saveRules, {
    refreshes: ['deadlines', 'control'],
    onDone: ({ saved }) => {
      showToast(`Введено: ${counted(saved, 'правило', 'правила', 'правил')}`);
      onClose();
    },
  });
  const form = useForm({
    start: { reason: '' },
    commands: [preview, save],
    gap: () => (data ? null : 'Сначала посмотрите, что изменится'),
    send: ({ reason }) => save.mutate({ body: { drafts, reason } }),
  });
  const { data } = preview;
  return (
    <FormDialog
      form={form}
      isWide
      title={`Набор правил: ${counted(drafts.length, 'новая редакция', 'новые редакции', 'новых редакций')}`}
      onClose={onClose}
      action="Ввести"
      more={
        <Button busy={preview.isPending} onClick={() => preview.mutate({ body: { drafts } })}>
          Что изменится
        </Button>
      }
    >
      <LongTextField
        form={form}
        name="reason"
        label="Почему меняются правила"
        hint="Останется в журнале."
        maxLength={1000}
      />
      {data && (
        <>
          <ImpactView impact={data.impact} />
          <DeskTable<(typeof data.entries)[number]>
            caption="Новые редакции"
            rows={data.entries}
            rowKey={(row) => row.id}
            columns={[
              { id: 'title', head: 'Правило', isName: true, cell: (row) => row.title },
              { id: 'term', head: 'Срок', cell: (row) => row.term },
              { id: 'from', head: 'Действует с', cell: (row) => formatDay(row.validFrom) },
              { id: 'legal', head: 'Основание', cell: (row) => row.legal },
            ]}
            empty={<EmptyState title="Новых редакций нет" />}
          />
        </>
      )}
    </FormDialog>
  );
}
