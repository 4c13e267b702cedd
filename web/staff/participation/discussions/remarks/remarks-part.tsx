import { type ReactNode, useState } from 'react';
import {
  listRemarks,
  type Remark,
  type RemarkShelf,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../../shared/contract/participation/discussions.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { SegmentedField } from '../../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../../ui/forms/fields.ts';
import { KeyHints } from '../../../../ui/kbd.tsx';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { GroupDialog, HideDialog, RevealDialog } from './remark-dialogs.tsx';
import { RemarkRow } from './remark-row.tsx';
import { useRemarkChoice, useRemarkKeys } from './use-remark-keys.ts';

const shelfTitles: Readonly<Record<RemarkShelf, string>> = {
  unanswered: 'Без ответа',
  waiting: 'Не просмотрены',
  answered: 'С ответом',
  all: 'Все',
};
const empty: Readonly<Record<RemarkShelf, string>> = {
  unanswered: 'На каждое замечание есть ответ.',
  waiting: 'Все замечания просмотрены.',
  answered: 'Ответов пока нет.',
  all: 'Замечаний пока нет.',
};

/** Remarks with their answers. */
export function RemarksPart(props: {
  card: DiscussionCard;
  shelf: RemarkShelf | null;
  onShelf: (shelf: RemarkShelf) => void;
}): ReactNode {
  const { card } = props;
  const { unanswered, waiting } = card.figures;
  const [first] = useState<RemarkShelf>(unanswered > 0 ? 'unanswered' : 'all');
  const shelf = props.shelf ?? first;
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const remarks = useRoute(
    listRemarks,
    { params: { id: card.id }, query: { shelf, ...(cursor && { cursor }) } },
    { refreshEvery: 30_000, keepOld: true },
  );
  const counts: Partial<Record<RemarkShelf, number>> = { unanswered, waiting, all: card.figures.remarks };
  return (
    <Section title="Замечания и предложения" className="desk__sheet discussions__part">
      <SegmentedField
        form={bindValue<RemarkShelf>(shelf, (value) => {
          props.onShelf(value);
          setCursors([]);
        })}
        name="value"
        legend="Какие"
        hiddenLegend
        choices={(Object.keys(shelfTitles) as RemarkShelf[]).map((value) => ({
          value,
          label: counts[value] ? `${shelfTitles[value]}: ${counts[value]}` : shelfTitles[value],
        }))}
      />
      <Loadable query={remarks} failed="Замечания не загрузились">
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p className="muted">{empty[shelf]}</p>
            ) : (
              <Remarks key={shelf} card={card} items={items} />
            )}
            <span className="cluster">
              {cursors.length > 0 && (
                <Button onClick={() => setCursors(cursors.slice(0, -1))}>Предыдущие</Button>
              )}
              {next && <Button onClick={() => setCursors([...cursors, next])}>Следующие</Button>}
            </span>
          </>
        )}
      </Loadable>
    </Section>
  );
}

type Opened = { kind: 'group' } | { kind: 'hide' | 'reveal'; remark: Remark } | null;

function Remarks({ card, items }: { card: DiscussionCard; items: readonly Remark[] }): ReactNode {
  const choice = useRemarkChoice();
  const { chosen, picked } = choice;
  const [opened, setOpened] = useState<Opened>(null);
  const mayAnswer = card.can.includes('answer');
  const ticked = items.filter(({ id }) => picked.includes(id));
  const group = (): void => {
    if (ticked.length > 1) setOpened({ kind: 'group' });
  };
  useRemarkKeys(items, choice, { mayAnswer, isActive: opened === null, onGroup: group });
  return (
    <>
      {mayAnswer && (
        <div className="discussions__head">
          <KeyHints
            hints={[
              { keys: ['KeyJ', 'KeyK'], label: 'по замечаниям' },
              { keys: ['Digit1', 'Digit2', 'Digit3', 'Digit4'], label: 'ответить' },
              { keys: 'KeyX', label: 'отметить' },
            ]}
          />
          {ticked.length > 1 && (
            <Button hint="KeyM" onClick={group}>
              Объединить отмеченные: {ticked.length}
            </Button>
          )}
        </div>
      )}
      <ul className="discussions__remarks" aria-label="Замечания">
        {items.map((remark) => (
          <RemarkRow
            key={remark.id}
            card={card}
            remark={remark}
            isChosen={remark.id === chosen}
            verdict={remark.id === chosen ? choice.verdict : null}
            isPicked={picked.includes(remark.id)}
            onChoose={(next) => choice.choose(remark.id, next)}
            onPick={() => choice.pick(remark.id)}
            onHide={() => setOpened({ kind: 'hide', remark })}
            onReveal={() => setOpened({ kind: 'reveal', remark })}
          />
        ))}
      </ul>
      <RemarkDialog
        card={card}
        opened={opened}
        ticked={ticked}
        onGrouped={choice.clear}
        onClose={() => setOpened(null)}
      />
    </>
  );
}

/** What was opened over the list. */
function RemarkDialog(props: {
  card: DiscussionCard;
  opened: Opened;
  ticked: readonly Remark[];
  onGrouped: () => void;
  onClose: () => void;
}): ReactNode {
  const { opened, onClose } = props;
  switch (opened?.kind) {
    case 'group':
      return (
        <GroupDialog card={props.card} remarks={props.ticked} onDone={props.onGrouped} onClose={onClose} />
      );
    case 'hide':
      return <HideDialog remark={opened.remark} onClose={onClose} />;
    case 'reveal':
      return <RevealDialog remark={opened.remark} onClose={onClose} />;
    default:
      return null;
  }
}
