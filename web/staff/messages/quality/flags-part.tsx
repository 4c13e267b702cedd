import { type ReactNode, useState } from 'react';
import {
  decideFlag,
  listFlags,
  type QualityFlag,
} from '../../../../shared/contract/messages/quality-reviews.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { flagWords } from '../../../../shared/text/quality.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { FilterSelect } from '../../base/parts/filter-select.tsx';

/** Signs found at night, each with its cases: a reason to look, not a verdict. */
export function FlagsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const state = query.state === 'decided' ? 'decided' : 'open';
  const flags = useRoute(listFlags, { query: { state } });
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          label="Показать"
          value={state}
          choices={[
            { value: 'open', label: 'неразобранные' },
            { value: 'decided', label: 'разобранные' },
          ]}
          onChange={(value) => change({ state: value === 'decided' ? value : '' })}
        />
      </div>
      <Loadable query={flags} failed="Признаки не загрузились">
        {(data) =>
          data.flags.length === 0 ? (
            <EmptyState
              title={state === 'open' ? 'Неразобранных признаков нет' : 'Разобранных признаков нет'}
            >
              Ночью программа смотрит прошедший день: массовые закрытия, возвраты, переносы, повторы фото и
              оценок.
            </EmptyState>
          ) : (
            <ul className="desk__list">
              {data.flags.map((flag) => (
                <FlagRow key={flag.id} flag={flag} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </div>
  );
}

function FlagRow({ flag }: { flag: QualityFlag }): ReactNode {
  const [note, setNote] = useState('');
  const decide = useCommand(decideFlag, { onDone: () => showToast('Признак разобран') });
  const send = (state: 'confirmed' | 'dismissed'): void =>
    decide.mutate({ params: { id: flag.id }, body: { state, note } });
  const gap = note.trim().length < 3 ? 'Напишите, что выяснили' : null;
  return (
    <li className="desk__sheet">
      <span className="cluster">
        <b>{flagWords[flag.kind]}</b>
        <span className="muted">{formatDay(flag.day)}</span>
        {flag.state !== 'open' && (
          <Mark tone={flag.state === 'confirmed' ? 'warning' : 'quiet'}>
            {flag.state === 'confirmed' ? 'подтвердилось' : 'снято'}
          </Mark>
        )}
      </span>
      <span>
        {flag.words}
        {flag.unit && ` — ${flag.unit}`}
      </span>
      <span className="cluster">
        {flag.cases.map(({ number }) => (
          <ButtonLink key={number} to={caseHref(number)}>
            {formatCaseNumber(number)}
          </ButtonLink>
        ))}
        {flag.caseCount > flag.cases.length && (
          <span className="muted">и ещё {flag.caseCount - flag.cases.length}</span>
        )}
      </span>
      {flag.state === 'open' ? (
        <span className="desk__filters">
          <TextInput label="Что выяснили" value={note} onChange={(event) => setNote(event.target.value)} />
          <Button busy={decide.isPending} disabledReason={gap} onClick={() => send('confirmed')}>
            Подтвердилось
          </Button>
          <Button busy={decide.isPending} disabledReason={gap} onClick={() => send('dismissed')}>
            Снять
          </Button>
        </span>
      ) : (
        <span className="meta">
          {flag.note} — {flag.decidedByName}
        </span>
      )}
      <Failures of={decide} />
    </li>
  );
}
