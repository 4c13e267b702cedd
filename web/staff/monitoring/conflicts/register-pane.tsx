import type { ReactNode } from 'react';
import type { SignalLine } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import type { ConflictLine } from '../../../../shared/contract/monitoring/conflicts.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import {
  conflictStateTitles,
  outcomeTitles,
  riskTitles,
  signalTitle,
  signalWords,
} from '../../../../shared/text/monitoring/conflicts.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { type Formats, useFormats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { DeadlineLine } from '../../../ui/deadline.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { KeyHints } from '../../../ui/kbd.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { CursorPages } from '../../base/parts/list-pages.tsx';
import { StaleNote } from '../../base/parts/stale-note.tsx';
import { type Item, isCurrent, type Place, type Register, type RegisterCounts } from './use-conflicts.ts';

interface Props {
  register: Register;
  place: Place;
  live: RegisterCounts;
  onOpen: (item: Item) => void;
  onAllUnits: () => void;
}

/** The left pane: what has to be decided, by term, then the signals. */
export function RegisterPane(props: Props): ReactNode {
  const { register, place, live } = props;
  const { isLoaded, problem } = register;
  const stale = live.problem ?? problem;
  return (
    <section className="pane conflicts__register" aria-label="Реестр">
      <div className="conflicts__rows">
        {isLoaded && stale && (
          <StaleNote
            what="Реестр"
            problem={stale}
            asOf={live.problem ? live.asOf : 0}
            onRetry={() => {
              live.retry();
              register.retry();
            }}
          />
        )}
        {!isLoaded && problem && (
          <ErrorState title="Реестр не загрузился" problem={problem} onRetry={register.retry} />
        )}
        {!isLoaded && !problem && (
          <div className="conflicts__loading">
            <SkeletonLines lines={6} label="Загружаем реестр…" />
          </div>
        )}
        {isLoaded && <Rows {...props} />}
        {isLoaded && (
          <CursorPages
            label="Страницы реестра"
            trail={register.trail}
            next={register.next}
            words={place.view === 'closed' ? ['Новее', 'Старше'] : ['Назад', 'Дальше']}
          />
        )}
      </div>
      <KeyHints
        hints={[
          { keys: ['KeyJ', 'KeyK'], label: 'по реестру' },
          { keys: 'KeyY', label: 'это конфликт' },
          { keys: 'KeyB', label: 'ложный' },
        ]}
      />
    </section>
  );
}

function Rows(props: Props): ReactNode {
  const { register, place } = props;
  if (register.items.length === 0) return <Nothing {...props} />;
  const ofKind = (kind: Item['kind']) => register.items.filter((item) => item.kind === kind);
  return (
    <>
      {register.conflicts.length > 0 && (
        <Group
          {...props}
          title={place.view === 'closed' ? 'Закрыты' : 'Требуют решения'}
          items={ofKind('conflict')}
        />
      )}
      {register.signals.length > 0 && (
        <Group {...props} title="Ранние сигналы, ещё не конфликт" items={ofKind('signal')} />
      )}
      {register.hasMoreSignals && (
        <p className="muted small conflicts__more">Показаны последние: решите о них, и появятся прежние.</p>
      )}
    </>
  );
}

function Nothing({ place, live, onAllUnits }: Props): ReactNode {
  const formats = useFormats();
  if (place.unit)
    return (
      <EmptyState
        title="У этого органа ничего нет"
        action={<Button onClick={onAllUnits}>Все органы</Button>}
      />
    );
  if (place.view === 'closed')
    return <EmptyState title="Закрытых конфликтов нет">Здесь будет, чем кончился каждый.</EmptyState>;
  return (
    <EmptyState title="Конфликтов и сигналов нет">
      Сигналы появятся здесь сами
      {live.asOf > 0 && `: последняя проверка в ${formats.time(live.asOf)}`}.
    </EmptyState>
  );
}

function Group(props: Props & { title: string; items: readonly Item[] }): ReactNode {
  const { title, items, place, onOpen } = props;
  return (
    <>
      <h2 className="conflicts__group">
        <span>{title}</span> <b>{formatNumber(items.length)}</b>
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.line.id}>
            <button
              type="button"
              className="quarrel"
              aria-current={isCurrent(item, place) ? 'true' : undefined}
              onClick={() => onOpen(item)}
            >
              {item.kind === 'conflict' ? <ConflictRow line={item.line} /> : <SignalRow line={item.line} />}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The hour of today's, the day of older ones. */
const momentOf = (at: string, formats: Formats): string =>
  localDay(at, formats.zone) === localDay(Date.now(), formats.zone)
    ? formats.time(at)
    : formats.date(at).slice(0, 5);

const riskGlyphs = { high: 'alert', medium: 'up', low: 'down' } as const;
const riskTones = { high: 'tone-danger', medium: 'tone-warning', low: 'tone-muted' } as const;

function ConflictRow({ line }: { line: ConflictLine }): ReactNode {
  const formats = useFormats();
  const now = useNow();
  const { state, risk } = line;
  const isClosed = state === 'closed';
  const [from, due] = [Date.parse(line.openedAt), Date.parse(line.dueAt)];
  return (
    <>
      <span className={isClosed ? 'tone-ok' : riskTones[risk]}>
        <Icon name={isClosed ? 'check' : riskGlyphs[risk]} label={isClosed ? 'закрыт' : riskTitles[risk]} />
      </span>
      <b>{line.title}</b>
      <time dateTime={line.closedAt ?? line.openedAt}>
        {momentOf(line.closedAt ?? line.openedAt, formats)}
      </time>
      <span className="quarrel__about">
        {[
          line.unitTitle,
          line.outcome ? outcomeTitles[line.outcome] : dueWords(line, formats, now),
          isClosed ? null : (line.leader ?? conflictStateTitles[state]),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!isClosed && (
        <DeadlineLine share={due <= now ? 0 : Math.min(1, (due - now) / Math.max(1, due - from))} />
      )}
    </>
  );
}

const dueWords = ({ dueAt }: ConflictLine, formats: Formats, now: number): string =>
  Date.parse(dueAt) < now
    ? `срок вышел в ${momentOf(dueAt, formats)}`
    : `уладить до ${momentOf(dueAt, formats)}`;

function SignalRow({ line }: { line: SignalLine }): ReactNode {
  const formats = useFormats();
  return (
    <>
      <span className="tone-warning">
        <Icon name="up" label="ранний сигнал" />
      </span>
      <b>{signalTitle(line.facts, line)}</b>
      <time dateTime={line.lastAt}>{momentOf(line.lastAt, formats)}</time>
      <span className="quarrel__about">
        {[signalWords(line.facts), line.unitTitle].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
