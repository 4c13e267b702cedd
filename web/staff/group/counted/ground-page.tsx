import { type ReactNode, useState } from 'react';
import { type CountedLink, type GroundCard, readGround } from '../../../../shared/contract/group/counted.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { groundKindTitles, roubles, subjectKindTitles } from '../../../../shared/text/group/counted.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { Keys } from '../../../lib/keys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { UndoDialog } from '../../base/counted/counted-section.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { LinkDialog, ResultDialog, WordsDialog } from './ground-dialogs.tsx';
import { ManyDialog } from './many-dialog.tsx';
import '../../base/parts/desk.css';

type Dialog = 'link' | 'many' | 'words' | 'result';
type Right = GroundCard['can'][number];

/** Acts in the order of the bar; whether one may be done the server says. */
const bar: readonly { dialog: Dialog; right: Right; label: string; keys: Keys }[] = [
  { dialog: 'link', right: 'link', label: 'Учесть…', keys: 'KeyA' },
  { dialog: 'many', right: 'link', label: 'Учесть отбор…', keys: 'KeyM' },
  { dialog: 'words', right: 'change', label: 'Рассказать жителям', keys: 'KeyP' },
  { dialog: 'result', right: 'result', label: 'Записать результат', keys: 'KeyR' },
];

/** One decision: what it took into account, what residents read of it, what came of it. */
export function GroundPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readGround, { params: { id } }, { refreshEvery: 5_000 });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const isUnknown = [400, 404].includes(data.error?.status ?? 0);
  const acts = bar.filter(({ right }) => data.data?.can.includes(right));
  useHotkeys(
    'Учёт при решении',
    acts.map(({ label, keys, dialog: opened }) => ({ keys, label, run: () => setDialog(opened) })),
    { active: dialog === null },
  );
  const close = () => setDialog(null);
  return (
    <StaffPage
      title="Учёт при решении"
      hasFinder
      crumbs={<Crumbs />}
      actions={acts.map(({ dialog: opened, label, keys }) => (
        <Button
          key={opened}
          kind={opened === 'link' ? 'primary' : 'plain'}
          hint={keys}
          onClick={() => setDialog(opened)}
        >
          {label}
        </Button>
      ))}
    >
      <div className="desk">
        {isUnknown ? (
          <>
            <PageTitle text="Учёт при решении" />
            <EmptyState title="Такого решения в учёте нет">Откройте его из списка.</EmptyState>
          </>
        ) : (
          <Loadable query={data} failed="Решение не загрузилось">
            {(card) => <Shown card={card} />}
          </Loadable>
        )}
      </div>
      {data.data && dialog === 'link' && <LinkDialog card={data.data} onClose={close} />}
      {data.data && dialog === 'many' && <ManyDialog card={data.data} onClose={close} />}
      {data.data && dialog === 'words' && <WordsDialog card={data.data} onClose={close} />}
      {data.data && dialog === 'result' && <ResultDialog card={data.data} onClose={close} />}
    </StaffPage>
  );
}

function Shown({ card }: { card: GroundCard }): ReactNode {
  const [gone, setGone] = useState<CountedLink | null>(null);
  return (
    <>
      <span className="cluster">
        <PageTitle text={card.label} />
        <Mark tone={card.result ? 'ok' : 'info'}>
          {card.result ? `исполнено ${formatDay(card.result.on)}` : 'исполняется'}
        </Mark>
      </span>
      <AboutPart card={card} />
      <RunPart card={card} />
      <LinksTable card={card} onUndo={setGone} />
      {gone && <UndoDialog linkId={gone.id} title={gone.title} onClose={() => setGone(null)} />}
    </>
  );
}

function AboutPart({ card }: { card: GroundCard }): ReactNode {
  const { kind, title, on, url, href, sum, budgetYear, words, isShown, result } = card;
  return (
    <Section title="О решении" isSmall className="desk__sheet">
      <Facts
        facts={[
          [
            'Что это',
            href ? (
              <PageLink key="own" to={href}>
                {groundKindTitles[kind]}
              </PageLink>
            ) : (
              groundKindTitles[kind]
            ),
          ],
          ...(title ? [['Что решено', title] as const] : []),
          ['День', formatDay(on)],
          ...(sum === null ? [] : [['Сумма', `${roubles(sum)}, бюджет ${budgetYear} года`] as const]),
          ...(url
            ? [
                [
                  'Документ',
                  <a key="url" href={url}>
                    {url}
                  </a>,
                ] as const,
              ]
            : []),
          ['Читают жители', isShown ? words : 'только название — авторы учтённых сообщений'],
          ...(result?.words ? [['Результат', result.words] as const] : []),
        ]}
      />
    </Section>
  );
}

/** How far a selection of many cases is. */
function RunPart({ card: { run } }: { card: GroundCard }): ReactNode {
  if (!run) return null;
  return (
    <p role="status" className="muted">
      {run.isOver
        ? `Последний отбор учтён: ${counted(run.total, 'дело', 'дела', 'дел')}, новых связей ${run.added}.`
        : `Учитываем отбор: ${run.done} из ${counted(run.total, 'дела', 'дел', 'дел')}…`}
    </p>
  );
}

const stateOf = ({ removed, isTold }: CountedLink): ReactNode => {
  if (!removed) return isTold ? 'письма разосланы' : <span className="muted">письмо ждёт</span>;
  return (
    <>
      <Mark tone="warning">связь снята</Mark>
      <span className="small muted line-below">
        {removed.by}: {removed.reason}
      </span>
    </>
  );
};

function LinkName({ link: { title, href, kind, people } }: { link: CountedLink }): ReactNode {
  return (
    <>
      {href ? <PageLink to={href}>{title}</PageLink> : title}
      <span className="muted small line-below">
        {subjectKindTitles[kind]}
        {people > 0 && `, ${counted(people, 'житель', 'жителя', 'жителей')}`}
      </span>
    </>
  );
}

function LinksTable(props: { card: GroundCard; onUndo: (link: CountedLink) => void }): ReactNode {
  const { card, onUndo } = props;
  const formats = useFormats();
  const mayUndo = (link: CountedLink) => card.can.includes('link') && !link.removed;
  return (
    <DeskTable<CountedLink>
      caption="Что учтено"
      rows={card.rows}
      rowKey={({ id }) => id}
      foldsBelow={60}
      columns={[
        { id: 'title', head: 'Что учтено', isName: true, cell: (link) => <LinkName link={link} /> },
        {
          id: 'by',
          head: 'Кто и когда',
          cell: ({ madeBy, madeAt, reason }) => (
            <>
              {madeBy}, {formats.dateTime(madeAt)}
              {reason && <span className="small muted line-below">Почему о том же: {reason}</span>}
            </>
          ),
        },
        { id: 'state', head: 'Жителям', cell: stateOf },
        {
          id: 'undo',
          head: 'Действие',
          cell: (link) =>
            mayUndo(link) && (
              <Button kind="quiet" onClick={() => onUndo(link)}>
                Снять<span className="aloud"> связь: {link.title}</span>
              </Button>
            ),
        },
      ]}
      empty={
        <EmptyState title="Пока ничего не учтено">
          Отметьте дела, массовые проблемы, опросы и предложения, которые при этом учли.
        </EmptyState>
      }
    />
  );
}
