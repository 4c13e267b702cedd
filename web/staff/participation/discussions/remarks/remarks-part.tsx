import { type ReactNode, useState } from 'react';
import {
  listRemarks,
  type Remark,
  type RemarkShelf,
  type Verdict,
  verdicts,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../../shared/contract/participation/discussions.ts';
import { verdictTitles } from '../../../../../shared/text/participation/discussion-words.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { SegmentedField } from '../../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../../ui/forms/fields.ts';
import { KeyHints } from '../../../../ui/kbd.tsx';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { GroupDialog, HideDialog, RevealDialog } from './remark-dialogs.tsx';
import { RemarkRow, remarkRowId } from './remark-row.tsx';

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

/** Remarks with their answers: J and K walk, 1–4 begin an answer, X ticks what is alike. */
export function RemarksPart({ card }: { card: DiscussionCard }): ReactNode {
  const { unanswered, waiting } = card.figures;
  const [shelf, setShelf] = useState<RemarkShelf>(unanswered > 0 ? 'unanswered' : 'all');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const remarks = useRoute(
    listRemarks,
    { params: { id: card.id }, query: { shelf, ...(cursor && { cursor }) } },
    { refreshEvery: 30_000, keepOld: true },
  );
  const counts: Partial<Record<RemarkShelf, number>> = { unanswered, waiting, all: card.figures.remarks };
  return (
    <Section title="Замечания и предложения" className="desk__sheet">
      <SegmentedField
        form={bindValue<RemarkShelf>(shelf, (value) => {
          setShelf(value);
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
  const [chosen, setChosen] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<Opened>(null);
  const mayAnswer = card.can.includes('answer');
  const at = items.findIndex(({ id }) => id === chosen);
  const choose = (id: string, next: Verdict | null = null): void => {
    setChosen(id);
    setVerdict(next);
  };
  const go = (step: 1 | -1): void => {
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next) return;
    choose(next.id);
    const row = document.getElementById(remarkRowId(next.id));
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const pick = (id: string): void =>
    setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  const ticked = items.filter(({ id }) => picked.includes(id));
  useHotkeys(
    'Замечания',
    [
      { keys: 'KeyJ', label: 'Следующее замечание', run: () => go(1) },
      { keys: 'KeyK', label: 'Предыдущее замечание', run: () => go(-1) },
      ...(mayAnswer
        ? [
            ...verdicts.map((one, place) => ({
              keys: `Digit${place + 1}`,
              label: `Ответить: ${verdictTitles[one].toLocaleLowerCase('ru')}`,
              run: () => chosen && choose(chosen, one),
            })),
            { keys: 'KeyX', label: 'Отметить сходное', run: () => chosen && pick(chosen) },
            {
              keys: 'KeyG',
              label: 'Объединить отмеченные',
              run: () => ticked.length > 1 && setOpened({ kind: 'group' }),
            },
          ]
        : []),
    ],
    { active: opened === null },
  );
  return (
    <>
      {mayAnswer && (
        <div className="discussions__head">
          <KeyHints
            hints={[
              { keys: ['KeyJ', 'KeyK'], label: 'по замечаниям' },
              { keys: ['Digit1', 'Digit4'], label: 'ответить' },
              { keys: 'KeyX', label: 'отметить' },
            ]}
          />
          {ticked.length > 1 && (
            <Button hint="KeyG" onClick={() => setOpened({ kind: 'group' })}>
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
            verdict={remark.id === chosen ? verdict : null}
            isPicked={picked.includes(remark.id)}
            onChoose={(next) => choose(remark.id, next)}
            onAnswered={() => setVerdict(null)}
            onPick={() => pick(remark.id)}
            onHide={() => setOpened({ kind: 'hide', remark })}
            onReveal={() => setOpened({ kind: 'reveal', remark })}
          />
        ))}
      </ul>
      {opened?.kind === 'group' && (
        <GroupDialog
          card={card}
          remarks={ticked}
          onDone={() => setPicked([])}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.kind === 'hide' && <HideDialog remark={opened.remark} onClose={() => setOpened(null)} />}
      {opened?.kind === 'reveal' && <RevealDialog remark={opened.remark} onClose={() => setOpened(null)} />}
    </>
  );
}
