import { type ReactNode, useState } from 'react';
import { counted } from '../../../shared/text/plural.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { Button } from '../../ui/button.tsx';
import type { Topics } from '../case/topics.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-form.tsx';
import type { PickedCases } from './use-picked.ts';

const actions: readonly { kind: BulkKind; label: string }[] = [
  { kind: 'assign', label: 'Назначить' },
  { kind: 'topic', label: 'Сменить тему' },
  { kind: 'importance', label: 'Важность' },
  { kind: 'reject', label: 'Отклонить' },
];

/** What can be done with the marked ones; lies over the foot of the list while any are marked. */
export function BulkBar(props: { picked: PickedCases; topics: Topics | undefined }): ReactNode {
  const { picked, topics } = props;
  const [kind, setKind] = useState<BulkKind | null>(null);
  useHotkeys('Отмеченные дела', [{ keys: 'Escape', label: 'Снять отметки', run: picked.clear }]);
  return (
    <>
      <section className="bulk-bar on-rail" aria-label="Действия с отмеченными">
        <b aria-live="polite">Отмечено {counted(picked.rows.length, 'дело', 'дела', 'дел')}</b>
        {actions.map((action) => (
          <Button key={action.kind} aria-haspopup="dialog" onClick={() => setKind(action.kind)}>
            {action.label}
          </Button>
        ))}
        <Button kind="quiet" className="push" hint="Escape" onClick={picked.clear}>
          Снять отметки
        </Button>
      </section>
      {kind && (
        <BulkDialog
          kind={kind}
          rows={picked.rows}
          topics={topics}
          onClose={() => setKind(null)}
          onDone={() => {
            setKind(null);
            picked.clear();
          }}
        />
      )}
    </>
  );
}
