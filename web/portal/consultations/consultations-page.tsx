import type { ReactNode } from 'react';
import {
  listOpenDiscussions,
  type OpenDiscussionLine,
} from '../../../shared/contract/participation/discussions-open.ts';
import {
  countedRemarks,
  discussionKindTitles,
  openDiscussionTitles,
} from '../../../shared/text/participation/discussion-words.ts';
import { useFormats } from '../../lib/format.ts';
import { type RouteOptions, useRoute } from '../../lib/query.ts';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { OpenCard, OpenListPage, runningAndSoon } from '../parts/open-list-page.tsx';

const useOpenDiscussions = (query: { cursor?: string }, options: RouteOptions) =>
  useRoute(listOpenDiscussions, { query }, options);

/** «Обсуждения»: projects that may be written to now, that come, that are over with an answer to each remark. */
export function ConsultationsPage(): ReactNode {
  return (
    <OpenListPage
      title="Обсуждения"
      lead="Проекты города по пунктам: предложите своё, ответят на каждое предложение."
      under={
        <>
          Есть своя мысль, что сделать в городе? <PageLink to="/initiatives">Инициативы жителей</PageLink>
        </>
      }
      useLines={useOpenDiscussions}
      failed="Обсуждения не загрузились"
      failedFormer="Прежние обсуждения не загрузились"
      parts={({ running, over }) =>
        runningAndSoon(
          running,
          <EmptyState title="Сейчас обсуждений нет">
            {over.length > 0
              ? 'Итоги прежних — ниже. О новых пишут на страницах города.'
              : 'Первое появится здесь. О проблеме можно написать и без обсуждения.'}
          </EmptyState>,
        )
      }
      card={(line) => <Card line={line} />}
    />
  );
}

const tones = { soon: 'quiet', open: 'info', answering: 'quiet', result: 'ok' } as const;

function Card({ line }: { line: OpenDiscussionLine }): ReactNode {
  const formats = useFormats();
  const when = {
    soon: `Начнётся ${formats.dayMonth(line.opensAt)}`,
    open: `До ${formats.dayMonth(line.closesAt)}, ${formats.time(line.closesAt)}`,
    answering: line.resultBy ? `Итог к ${formats.dayMonth(line.resultBy)}` : 'Итог скоро',
    result: line.decided ? `Решили: ${line.decided}` : 'Есть ответы на все предложения',
  }[line.state];
  return (
    <OpenCard
      state={
        <>
          {discussionKindTitles[line.kind]}{' '}
          <Mark tone={tones[line.state]}>{openDiscussionTitles[line.state]}</Mark>
        </>
      }
      to={`/consultations/${line.id}`}
      title={line.title}
    >
      <p>{when}</p>
      <p className="small">
        {line.remarks === 0 ? 'Предложений пока нет' : countedRemarks(line.remarks)}
        {line.meetingAt && `; собрание ${formats.dayMonth(line.meetingAt)}`}
      </p>
    </OpenCard>
  );
}
