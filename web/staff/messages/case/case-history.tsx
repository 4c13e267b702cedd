import { type ReactNode, useMemo } from 'react';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PhotoGrid } from '../../../ui/photos/photo-grid.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { listDocuments, showPhotos } from '../../base/case-kit/photo-items.ts';
import { type Topics, useDistrictTitles } from '../../base/case-kit/topics.ts';
import {
  describeEvent,
  type EventNames,
  type EventWords,
  foldEvents,
  type HistoryFilter,
  matchesFilter,
} from './describe-event.ts';
import type { CaseDesk } from './use-case-desk.ts';

const filters: readonly { value: HistoryFilter; label: string }[] = [
  { value: 'all', label: 'Всё' },
  { value: 'answers', label: 'Ответы' },
  { value: 'internal', label: 'Служебное' },
  { value: 'files', label: 'Файлы' },
];

/** H: the next filter in their order. */
export function nextFilter(filter: HistoryFilter): HistoryFilter {
  const at = filters.findIndex(({ value }) => value === filter);
  return filters[(at + 1) % filters.length]?.value ?? 'all';
}

/** The dated feed, oldest first, so that the newest stands over the composer. */
export function CaseHistory(props: {
  desk: CaseDesk;
  topics: Topics | undefined;
  filter: HistoryFilter;
  onFilter: (filter: HistoryFilter) => void;
}): ReactNode {
  const { desk, topics, filter, onFilter } = props;
  return (
    <>
      <header className="history__head">
        <h2 className="section__title">Лента</h2>
        {/* biome-ignore lint/a11y/useSemanticElements: a row of switches, not fields of a form */}
        <div className="segmented push" role="group" aria-label="Что показать в ленте">
          {filters.map(({ value, label }) => (
            <button key={value} type="button" aria-pressed={filter === value} onClick={() => onFilter(value)}>
              {label}
            </button>
          ))}
        </div>
        <Kbd keys="KeyH" />
      </header>
      {filter === 'files' ? <Files desk={desk} /> : <Feed desk={desk} topics={topics} filter={filter} />}
    </>
  );
}

function Feed(props: { desk: CaseDesk; topics: Topics | undefined; filter: HistoryFilter }): ReactNode {
  const { desk, topics, filter } = props;
  const { timeline, answers, executors } = desk.card;
  const formats = useFormats();
  const districts = useDistrictTitles();
  const names: EventNames = useMemo(
    () => ({
      fact: (factId) => {
        const fact = topics?.fact(typeof factId === 'string' ? factId : null);
        return fact ? `${topics?.block(fact.block)?.shortTitle} · ${fact.shortTitle}` : '';
      },
      unit: (unitId) => executors.find((one) => one.unitId === unitId)?.title ?? '',
      district: (districtId) => (typeof districtId === 'string' ? districts(districtId) : ''),
      answers,
      moment: formats.short,
    }),
    [topics, executors, answers, formats, districts],
  );
  const events = useMemo(
    () => foldEvents(timeline).filter((event) => matchesFilter(event, filter)),
    [timeline, filter],
  );
  if (events.length === 0) return <p className="history__nothing muted">Таких записей нет.</p>;
  return (
    <section className="history__feed" aria-label="Лента дела">
      <Timeline
        label="Что было с делом"
        entries={events.map((event) => {
          const words = describeEvent(event, names);
          return {
            id: String(event.id),
            when: formats.short(event.at),
            at: event.at,
            state: words.isReturn
              ? ('returned' as const)
              : words.box === 'note'
                ? ('open' as const)
                : ('done' as const),
            ...(words.box ? { box: words.box } : {}),
            children: <Words words={words} />,
          };
        })}
      />
    </section>
  );
}

function Words(props: { words: EventWords }): ReactNode {
  const { lead, text, answer, isReturn, box } = props.words;
  const photos = answer ? showPhotos(answer.photos) : [];
  return (
    <>
      <p className={isReturn && !box ? 'history__words tone-warning' : 'history__words'}>
        {lead && <b>{lead} </b>}
        {text}
      </p>
      {photos.length > 0 && <PhotoGrid photos={photos} label="Фото к ответу" />}
    </>
  );
}

function Files(props: { desk: CaseDesk }): ReactNode {
  const { photos } = props.desk.card;
  const documents = listDocuments(photos);
  if (photos.length === 0) return <p className="history__nothing muted">Файлов нет.</p>;
  return (
    <div className="history__feed stack">
      <p className="small">Всего файлов: {formatNumber(photos.length)}</p>
      <PhotoGrid photos={showPhotos(photos, { hasCaptions: true })} label="Все фотографии" />
      {documents.map(({ id, url }, at) => (
        <a key={id} href={url} target="_blank" rel="noreferrer">
          Документ {at + 1}
        </a>
      ))}
    </div>
  );
}
