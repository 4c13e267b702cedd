import { type ReactNode, useState } from 'react';
import {
  getLadder,
  type LadderDraftStep,
  type LadderVersionView,
} from '../../../../shared/contract/messages/escalation.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { LadderDialog } from './ladder-dialog.tsx';
import { deliveryWords, describeMoment, roleWords } from './ladder-words.ts';

const validity = ({ validFrom, validTo, isOwn }: LadderVersionView): string =>
  `с\u00a0${formatDay(validFrom)}${validTo ? ` по\u00a0${formatDay(validTo)}` : ''}${isOwn ? ', своя редакция' : ''}`;

/** Who is told of a term and when, in dated versions; an administrator puts a new one, having seen what it would change. */
export function LadderPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const [isEdited, setEdited] = useState(false);
  const ladder = useRoute(getLadder, undefined, { staleTime: 60_000 });
  return (
    <Loadable query={ladder} failed="Лестница не загрузилась">
      {({ versions, clocks, can }) => {
        const shown = versions.find(({ version }) => version === query.version) ?? firstOf(versions);
        return (
          <div className="desk__list">
            <div className="desk__filters">
              <FilterSelect
                form={bindFields(
                  { version: shown.version === firstOf(versions).version ? '' : shown.version },
                  change,
                )}
                name="version"
                label="Редакция"
                choices={versions.map((one, at) => ({
                  value: at === 0 ? '' : one.version,
                  label: validity(one),
                }))}
              />
              {can.includes('edit') && (
                <Button kind="primary" onClick={() => setEdited(true)}>
                  Новая редакция
                </Button>
              )}
            </div>
            <About version={shown} />
            {shown.ladders.map((one) => (
              <section key={one.clocks[0]} className="stack">
                <p>
                  <b>Сроки:</b> {one.clocks.map((kind) => clocks[kind] ?? kind).join(', ')}
                </p>
                <Steps name={clocks[one.clocks[0] ?? ''] ?? ''} steps={one.steps} />
              </section>
            ))}
            {isEdited && (
              <LadderDialog latest={firstOf(versions)} clocks={clocks} onClose={() => setEdited(false)} />
            )}
          </div>
        );
      }}
    </Loadable>
  );
}

function About({ version }: { version: LadderVersionView }): ReactNode {
  const { quietHours, digestAt, legal, toVerify } = version;
  return (
    <p>
      Тихие часы с {quietHours.from} до {quietHours.to}, ежедневное письмо в {digestAt}. Основание:{' '}
      {legal.text}. {toVerify && <Mark tone="warning">не подтверждено</Mark>}
    </p>
  );
}

function Steps(props: { name: string; steps: readonly LadderDraftStep[] }): ReactNode {
  return (
    <DeskTable<LadderDraftStep>
      caption={`Ступени: ${props.name}`}
      rows={[...props.steps]}
      rowKey={(row) => row.id}
      columns={[
        { id: 'title', head: 'Ступень', isName: true, cell: (row) => row.title },
        { id: 'when', head: 'Когда', cell: describeMoment },
        { id: 'to', head: 'Кому', cell: (row) => row.to.map((role) => roleWords[role]).join(', ') },
        { id: 'how', head: 'Как', cell: (row) => deliveryWords[row.delivery] },
      ]}
      empty={<EmptyState title="Ступеней нет" />}
    />
  );
}
