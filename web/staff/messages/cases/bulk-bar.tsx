import { type ReactNode, useState } from 'react';
import { formatMoreThan } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { BulkAllDialog } from './bulk-all-dialog.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-form.tsx';
import type { CaseList } from './use-case-list.ts';
import type { PickedCases } from './use-picked.ts';

const actions: readonly { kind: BulkKind; label: string }[] = [
  { kind: 'assign', label: 'Назначить' },
  { kind: 'topic', label: 'Сменить тему' },
  { kind: 'importance', label: 'Важность' },
  { kind: 'reject', label: 'Отклонить' },
];

/** What can be done with the marked ones; lies over the foot of the list while any are marked. */
export function BulkBar(props: {
  picked: PickedCases;
  list: CaseList;
  topics: Topics | undefined;
}): ReactNode {
  const { picked, list, topics } = props;
  const [kind, setKind] = useState<BulkKind | null>(null);
  const key = JSON.stringify(list.asked);
  // Another filter is another choice: «all» never grows behind one's back.
  const [allOf, setAllOf] = useState('');
  const isAll = allOf === key;
  const hasMore = list.isApproximate || list.total > picked.rows.length;
  const close = () => setKind(null);
  const done = () => {
    setKind(null);
    setAllOf('');
    picked.clear();
  };
  useHotkeys('Отмеченные дела', [{ keys: 'Escape', label: 'Снять отметки', run: picked.clear }]);
  return (
    <>
      <section className="bulk-bar on-rail" aria-label="Действия с отмеченными">
        <b aria-live="polite">
          {isAll
            ? `Выбраны все по отбору: ${writeTotal(list)}`
            : `Отмечено ${counted(picked.rows.length, 'дело', 'дела', 'дел')}`}
        </b>
        {!isAll && hasMore && (
          <Button onClick={() => setAllOf(key)}>Выбрать все по отбору: {writeTotal(list)}</Button>
        )}
        {actions.map((action) => (
          <Button key={action.kind} aria-haspopup="dialog" onClick={() => setKind(action.kind)}>
            {action.label}
          </Button>
        ))}
        <Button kind="quiet" className="push" hint="Escape" onClick={picked.clear}>
          Снять отметки
        </Button>
      </section>
      {kind && isAll && (
        <BulkAllDialog kind={kind} asked={list.asked} topics={topics} onClose={close} onDone={done} />
      )}
      {kind && !isAll && (
        <BulkDialog kind={kind} rows={picked.rows} topics={topics} onClose={close} onDone={done} />
      )}
    </>
  );
}

const writeTotal = ({ total, isApproximate }: CaseList): string =>
  isApproximate ? `${formatMoreThan(total)} дел` : counted(total, 'дело', 'дела', 'дел');
