import type { ReactNode } from 'react';
import {
  listOpenInitiatives,
  type OpenInitiativeLine,
} from '../../../shared/contract/participation/initiatives-open.ts';
import { initiativeStateTitles, supportWords } from '../../../shared/text/participation/initiative-words.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { type RouteOptions, useRoute } from '../../lib/query.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { OpenCard, OpenListPage } from '../parts/open-list-page.tsx';
import { initiativeTones } from './initiative-tones.ts';
import './initiatives.css';

const useOpenInitiatives = (query: { cursor?: string }, options: RouteOptions) =>
  useRoute(listOpenInitiatives, { query }, options);

/** «Инициативы»: what residents propose, what gathers voices now, what the city answered. */
export function InitiativesPage(): ReactNode {
  return (
    <OpenListPage
      title="Инициативы жителей"
      lead="Предложите, что сделать в городе. Если вас поддержат, город обязан ответить с обоснованием."
      under={<ButtonLink to="/initiatives/new">Предложить инициативу</ButtonLink>}
      useLines={useOpenInitiatives}
      failed="Инициативы не загрузились"
      failedFormer="Прежние инициативы не загрузились"
      parts={({ running, mine = [] }) => [
        { title: 'Ваши, их видите только вы', lines: mine },
        {
          title: 'Собирают поддержку',
          lines: running.filter(({ state }) => state === 'open'),
          none: <EmptyState title="Сейчас никто не собирает поддержку">Предложите свою.</EmptyState>,
        },
        { title: 'Ждут ответа города', lines: running.filter(({ state }) => state === 'reached') },
      ]}
      card={(line) => <Card line={line} />}
    />
  );
}

function Card({ line }: { line: OpenInitiativeLine }): ReactNode {
  const formats = useFormats();
  const isOpen = line.state === 'open';
  return (
    <OpenCard
      state={<Mark tone={initiativeTones[line.state]}>{capitalise(initiativeStateTitles[line.state])}</Mark>}
      to={`/initiatives/${line.id}`}
      title={line.title}
    >
      <p className="small">{line.place}</p>
      {line.threshold !== null && (
        <>
          <progress
            className="initiative__line"
            max={line.threshold}
            value={Math.min(line.supports, line.threshold)}
            aria-label={supportWords(line)}
          />
          <p className="small">
            {supportWords(line)}
            {isOpen && line.closesAt && `, до ${formats.dayMonth(line.closesAt)}`}
          </p>
        </>
      )}
      {line.decided && <p>Решили: {line.decided}</p>}
    </OpenCard>
  );
}
