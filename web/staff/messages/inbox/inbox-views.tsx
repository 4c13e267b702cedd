import type { ReactNode } from 'react';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import { keysOf } from '../../../../shared/known.ts';
import { formatDecimal, formatNumber } from '../../../../shared/text/numbers.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { type Amount, BriefAmount } from '../../base/parts/amount.tsx';
import { amountOfChannel, amountOfView, type Counts, writeBriefly } from './inbox-counts.ts';
import type { InboxFilter, InboxView } from './use-inbox.ts';

/** Title of each view, in their order. */
export const viewTitles: Readonly<Record<InboxView, string>> = {
  new: 'Все новые',
  danger: 'Опасность',
  overdue: 'Просрочено',
  today: 'Срок сегодня',
  urgent: 'Срочные',
  duplicates: 'Вероятные дубли',
  'no-place': 'Без места',
  returned: 'Вернули',
  waiting: 'Ждут автора',
  snoozed: 'Отложенные',
};
const views = keysOf(viewTitles);

interface ViewsProps {
  filter: InboxFilter;
  counts: Counts | undefined;
  onChange: (patch: { view?: InboxView; channel?: Channel | '' }) => void;
}

/** The left pane: what waits, by view and by channel, and how the day goes. */
export function InboxViews(props: ViewsProps): ReactNode {
  const { filter, counts, onChange } = props;
  const channels = Object.entries(counts?.channels ?? {}) as [Channel, number][];
  channels.sort(([, a], [, b]) => b - a);
  return (
    <aside className="pane pane--paper views" aria-label="Виды">
      <ViewGroup title="Разбор">
        {views.map((view) => (
          <ViewButton
            key={view}
            title={viewTitles[view]}
            count={counts && amountOfView(counts, view)}
            isCurrent={filter.view === view && !filter.channel}
            isAlarm={view === 'overdue' || view === 'danger'}
            onPress={() => onChange({ view, channel: '' })}
          />
        ))}
      </ViewGroup>
      {counts && channels.length > 0 && (
        <ViewGroup title="По каналам">
          {channels.map(([channel]) => (
            <ViewButton
              key={channel}
              title={channelWords[channel].title}
              count={amountOfChannel(counts, channel)}
              isCurrent={filter.channel === channel}
              onPress={() => onChange({ view: 'new', channel: filter.channel === channel ? '' : channel })}
            />
          ))}
        </ViewGroup>
      )}
      {counts && <Pace counts={counts} />}
    </aside>
  );
}

function ViewGroup(props: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>{props.title}</h2>
      <ul>{props.children}</ul>
    </section>
  );
}

function ViewButton(props: {
  title: string;
  count: Amount | undefined;
  isCurrent: boolean;
  isAlarm?: boolean;
  onPress: () => void;
}): ReactNode {
  const { title, count, isCurrent, isAlarm } = props;
  return (
    <li>
      <button
        type="button"
        className="views__link"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={props.onPress}
      >
        {title}
        <span className={isAlarm && count && count.value > 0 ? 'tone-danger' : undefined}>
          {count && <BriefAmount {...count} />}
        </span>
      </button>
    </li>
  );
}

function Pace(props: { counts: Counts }): ReactNode {
  const { decidedToday, paceSeconds } = props.counts;
  return (
    <div className="views__pace small">
      <p>Разобрано сегодня: {formatNumber(decidedToday)}</p>
      {paceSeconds !== null && <p>Обычно {formatDecimal(paceSeconds)}&nbsp;с на сообщение</p>}
    </div>
  );
}

/** The same views where there is no room for a pane. */
export function ViewSelect(props: ViewsProps): ReactNode {
  const { filter, counts, onChange } = props;
  return (
    <SelectField
      form={bindValue(filter.view, (view) => onChange({ view, channel: '' }))}
      name="value"
      label="Вид"
      hiddenLabel
      choices={views.map((view) => ({
        value: view,
        label: `${viewTitles[view]}${counts ? `: ${writeBriefly(amountOfView(counts, view))}` : ''}`,
      }))}
    />
  );
}
