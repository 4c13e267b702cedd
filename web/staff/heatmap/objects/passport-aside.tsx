import type { ReactNode } from 'react';
import type { CityObject, Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { MiniMap } from '../../base/case-kit/mini-map.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { casesHref, kindWords, objectHref } from '../../base/parts/object-words.ts';
import { problemHref, stateWords } from '../../messages/problems/problem-words.ts';

/** Where it is, what it belongs to, what repeats there, and mass problems. */
export function PassportAside({ passport }: { passport: Passport }): ReactNode {
  const { object, wider, parts, topics, problems } = passport;
  return (
    <aside className="passport__aside" aria-label="Место, темы и проблемы">
      {object.lat !== null && (
        <MiniMap place={{ lat: object.lat, lon: object.lon, address: object.label }} ring={object.metres} />
      )}
      {topics.length > 0 && <TopicsPart object={object} topics={topics} />}
      {problems.length > 0 && <ProblemsPart problems={problems} />}
      {parts.length > 0 && (
        <Section title={object.kind === 'street' ? 'Участки улицы' : 'Дома'}>
          <ul className="passport__links">
            {parts.map(({ key, label, count }) => (
              <li key={key}>
                <PageLink to={objectHref(key)}>{label}</PageLink>
                <span>{formatNumber(count)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {wider.length > 0 && (
        <Section title="Входит в">
          <ul className="passport__links">
            {wider.map(({ key, label, kind }) => (
              <li key={key}>
                <PageLink to={objectHref(key)}>{label}</PageLink>
                <span className="small muted">{kindWords[kind].toLocaleLowerCase('ru')}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </aside>
  );
}

function TopicsPart(props: { object: CityObject; topics: Passport['topics'] }): ReactNode {
  const { object, topics } = props;
  const words = useTopics();
  const formats = useFormats();
  return (
    <Section title="Темы, которые повторяются">
      <ul className="passport__topics">
        {topics.map(({ factId, count, open, months, lastAt }) => (
          <li key={factId}>
            <PageLink to={casesHref({ object: object.key, factId })}>
              {words?.fact(factId)?.shortTitle ?? factId}
            </PageLink>
            <b>{formatNumber(count)}</b>
            <span className="small muted">
              {months > 1 ? `в ${counted(months, 'месяце', 'месяцах', 'месяцах')}` : 'за один месяц'},
              последнее {formats.date(lastAt)}
              {open > 0 && `, открыто ${formatNumber(open)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ProblemsPart({ problems }: { problems: Passport['problems'] }): ReactNode {
  const formats = useFormats();
  return (
    <Section title="Массовые проблемы">
      <ul className="passport__topics">
        {problems.map(({ id, title, state, members, lastAt }) => (
          <li key={id}>
            <PageLink to={problemHref(id)}>{title}</PageLink>
            <Mark tone={stateWords[state].tone}>{stateWords[state].title}</Mark>
            <span className="small muted">
              {counted(members, 'дело', 'дела', 'дел')}, последнее {formats.date(lastAt)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
