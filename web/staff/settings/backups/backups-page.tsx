import type { ReactNode } from 'react';
import {
  askBackup,
  type BackupRun,
  type BackupState,
  readBackups,
} from '../../../../shared/contract/base/backups.ts';
import { formatBytes } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { type Formats, useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, Status, type Tone } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/parts/desk.css';
import { NotKept } from './not-kept.tsx';
import './backups.css';

/** «Резервные копии»: back to which moments, when that was checked, what is wrong and what to do. */
export function BackupsPage(): ReactNode {
  const state = useRoute(readBackups, {}, { refreshEvery: 20_000 });
  return (
    <StaffPage
      title="Резервные копии"
      hasFinder
      actions={state.data?.way === 'kept' && <Acts state={state.data} />}
    >
      <div className="desk">
        <Loadable query={state} failed="Состояние копий не загрузилось">
          {(data) => (data.way === 'kept' ? <Kept state={data} /> : <NotKept state={data} />)}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Acts({ state }: { state: BackupState }): ReactNode {
  const ask = useCommand(askBackup, { done: 'Передано хранителю копий' });
  const isAsked = (kind: BackupRun['kind']): boolean =>
    state.asked.includes(kind) || state.runs.some((run) => run.kind === kind && run.outcome === 'running');
  return (
    <>
      <Button
        disabledReason={isAsked('check') && 'Проверка уже идёт или ждёт своей очереди'}
        busy={ask.isPending}
        onClick={() => ask.mutate({ body: { kind: 'check' } })}
      >
        Проверить сейчас
      </Button>
      <Button
        kind="primary"
        disabledReason={isAsked('take') && 'Копия уже снимается или ждёт своей очереди'}
        busy={ask.isPending}
        onClick={() => ask.mutate({ body: { kind: 'take' } })}
      >
        Снять копию
      </Button>
    </>
  );
}

const describeSpan = (formats: Formats, { from, to }: BackupState['spans'][number]): string =>
  from === to
    ? `к ${formats.dateTime(from)}`
    : `в любой миг с ${formats.dateTime(from)} по ${formats.dateTime(to)}`;

function describeReach(formats: Formats, { spans, isOpen }: BackupState): string {
  const last = spans.at(-1);
  if (last) return `Вернуться можно ${describeSpan(formats, last)}`;
  return isOpen ? 'Вернуться пока не к чему' : 'К каким мигам можно вернуться, пока неизвестно';
}

function Kept({ state }: { state: BackupState }): ReactNode {
  const formats = useFormats();
  const { spans, troubles, checkedAt, checkedWords } = state;
  const earlier = spans.slice(0, -1);
  return (
    <>
      <Section title={describeReach(formats, state)} className="backups__reach">
        {earlier.length > 0 && (
          <p className="muted">Раньше: {earlier.map((span) => describeSpan(formats, span)).join('; ')}.</p>
        )}
        {checkedAt ? (
          <Status tone="ok">
            Проверено {formats.dateTime(checkedAt)}: копия развёрнута целиком, {checkedWords}; всё сошлось.
          </Status>
        ) : (
          <Status tone="warning">Ещё не проверялось. Проверка идёт каждую ночь в 3 часа.</Status>
        )}
      </Section>
      <Troubles troubles={troubles} isChecked={checkedAt !== null} isHeard={state.toldAt !== null} />
      <PlaceFacts state={state} />
      <Section title="Последние копии и проверки">
        <Runs runs={state.runs} />
      </Section>
      <p className="muted">
        Возвращает администратор сервера: <code>npm run restore -- --help</code>. Пароль копий храните
        отдельно от них: без него не вернуть ничего.
      </p>
    </>
  );
}

/** What has not been heard of or checked yet is not told as good. */
function NoTroubles({ isChecked, isHeard }: { isChecked: boolean; isHeard: boolean }): ReactNode {
  if (!isHeard) return <Status tone="info">Хранитель копий ещё не отвечал.</Status>;
  if (!isChecked) return <Status tone="info">Изменения уходят в копии. Целы ли они, скажет проверка.</Status>;
  return <Status tone="ok">Всё в порядке: изменения уходят в копии, копии целы.</Status>;
}

function Troubles(
  props: Pick<BackupState, 'troubles'> & { isChecked: boolean; isHeard: boolean },
): ReactNode {
  const { troubles, isChecked, isHeard } = props;
  if (troubles.length === 0) return <NoTroubles isChecked={isChecked} isHeard={isHeard} />;
  return (
    <Section title="Что неладно и чем лечить">
      <ul className="desk__list">
        {troubles.map(({ code, title, words, cure }) => (
          <li key={code} className="desk__sheet">
            <span>
              <Mark tone={code === 'little-room' || code === 'unchecked' ? 'warning' : 'danger'}>
                {title}
              </Mark>
            </span>
            {words && <span>{words}</span>}
            <span>Что делать: {cure}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PlaceFacts({ state }: { state: BackupState }): ReactNode {
  const formats = useFormats();
  const { place, isOpen, bases, bytes, free, keepDays, runs, toldAt, isMirrored, mirroredAt } = state;
  if (!place) return null;
  const last = runs.find(({ kind, outcome }) => kind === 'take' && outcome === 'done');
  return (
    <Section title="Где копии">
      <dl className="backups__facts">
        <dt>Папка</dt>
        <dd>{place}</dd>
        {isOpen && (
          <>
            <dt>Копий</dt>
            <dd>
              {counted(bases, 'полная', 'полные', 'полных')}, хранятся{' '}
              {counted(keepDays, 'день', 'дня', 'дней')}
            </dd>
            <dt>Занимают</dt>
            <dd>
              {formatBytes(bytes)}
              {last && `; последняя прибавила ${formatBytes(last.bytes)}`}
            </dd>
            <dt>Свободно</dt>
            <dd>{formatBytes(free)}</dd>
          </>
        )}
        {isMirrored && (
          <>
            <dt>Вторая площадка</dt>
            <dd>{mirroredAt ? `унесены ${formats.ago(mirroredAt)}` : 'с запуска ещё не унесены'}</dd>
          </>
        )}
        <dt>Хранитель копий</dt>
        <dd>{toldAt ? `отвечал ${formats.ago(toldAt)}` : 'ещё не отвечал'}</dd>
      </dl>
    </Section>
  );
}

const outcomes: Readonly<Record<BackupRun['outcome'], { label: string; tone: Tone }>> = {
  running: { label: 'идёт', tone: 'info' },
  done: { label: 'удалось', tone: 'ok' },
  failed: { label: 'не удалось', tone: 'danger' },
};

function Runs({ runs }: Pick<BackupState, 'runs'>): ReactNode {
  const formats = useFormats();
  return (
    <DeskTable<BackupRun>
      caption="Последние копии и проверки"
      foldsBelow={50}
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'what',
          head: 'Что',
          isName: true,
          cell: ({ kind }) => (kind === 'take' ? 'Копия' : 'Проверка'),
        },
        { id: 'began', head: 'Когда', cell: ({ beganAt }) => formats.dateTime(beganAt) },
        {
          id: 'outcome',
          head: 'Чем кончилось',
          cell: ({ outcome }) => <Mark tone={outcomes[outcome].tone}>{outcomes[outcome].label}</Mark>,
        },
        { id: 'words', head: 'Подробности', cell: ({ words }) => words || '—' },
      ]}
      empty={<EmptyState title="Копий и проверок ещё не было" />}
    />
  );
}
