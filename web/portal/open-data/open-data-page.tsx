import type { ReactNode } from 'react';
import {
  getCatalogueFile,
  getOpenFile,
  listOpenChanges,
  listOpenSets,
  type OpenFile,
  type OpenPassport,
} from '../../../shared/contract/base/open-data.ts';
import { formatBytes } from '../../../shared/text/numbers.ts';
import { openFileTitles, openTypeTitles } from '../../../shared/text/open-data.ts';
import { counted } from '../../../shared/text/plural.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { Facts } from '../../ui/figures.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import './open-data.css';

const dataFiles: readonly OpenFile[] = ['data.csv', 'data.json', 'data.geojson'];

/** «Открытые данные»: every set with its passport, its structure, its files and how to follow what changes in it. */
export function OpenDataPage(): ReactNode {
  const catalogue = useRoute(listOpenSets);
  return (
    <div className="reading stack open-data">
      <PageTitle text="Открытые данные" />
      <p>
        Наборы можно скачивать, изучать и использовать в своих программах бесплатно и без спроса. В них только
        то, что и так показано всем: ни имён, ни контактов, ни точных адресов домов. Скрытое выходит из набора
        сразу.
      </p>
      <Loadable query={catalogue} failed="Каталог не загрузился">
        {({ sets }) =>
          sets.length === 0 ? (
            <EmptyState title="Наборов пока нет" />
          ) : (
            <>
              <nav aria-label="Наборы">
                <ul>
                  {sets.map(({ id, title }) => (
                    <li key={id}>
                      <a href={`#${id}`}>{title}</a>
                    </li>
                  ))}
                </ul>
              </nav>
              {sets.map((set) => (
                <OpenSetPart key={set.id} set={set} />
              ))}
            </>
          )
        }
      </Loadable>
      <p className="small">
        Для программ:{' '}
        <a href={buildUrl(getCatalogueFile, { params: { file: 'list.csv' } })}>
          реестр наборов по методике (CSV)
        </a>
        ,{' '}
        <a href={buildUrl(getCatalogueFile, { params: { file: 'catalogue.jsonld' } })}>
          каталог для порталов данных (JSON)
        </a>
        , <a href={buildUrl(listOpenSets)}>паспорта набором JSON</a>
      </p>
    </div>
  );
}

function OpenSetPart({ set }: { set: OpenPassport }): ReactNode {
  const title = `open-set-${set.id}`;
  return (
    <section id={set.id} className="stack stack--tight open-data__set" aria-labelledby={title}>
      <h2 id={title}>{set.title}</h2>
      <p>{set.description}</p>
      <Standing set={set} />
      <ul className="open-data__files">
        {set.files
          .filter(({ file }) => dataFiles.includes(file))
          .map(({ file, bytes }) => (
            <li key={file}>
              <a href={buildUrl(getOpenFile, { params: { id: set.id, file } })}>
                {openFileTitles[file]}
                <span className="aloud">: {set.title}</span>
              </a>
              {bytes !== null && bytes > 0 && <span className="small"> около {formatBytes(bytes)}</span>}
            </li>
          ))}
        <li>
          <a href={buildUrl(listOpenChanges, { params: { id: set.id } })}>
            Что изменилось
            <span className="aloud">: {set.title}</span>
          </a>
        </li>
      </ul>
      <Passport set={set} />
      <Structure set={set} />
    </section>
  );
}

function Standing({ set }: { set: OpenPassport }): ReactNode {
  const formats = useFormats();
  if (set.rows === null || set.changedAt === null)
    return <p className="small">Набор ещё не сверялся: числа записей и дня изменения пока нет.</p>;
  return (
    <p className="small">
      {counted(set.rows, 'запись', 'записи', 'записей')}, изменён {formats.dateTime(set.changedAt)}
      {set.lastChange && `: ${set.lastChange}`}
    </p>
  );
}

/** By the fields of the recommendations on open data; what the city has not told is not shown. */
function Passport({ set }: { set: OpenPassport }): ReactNode {
  const formats = useFormats();
  const { responsible, licence } = set;
  const rows: [string, ReactNode][] = [
    ['Идентификатор', set.identifier],
    ['Владелец', set.owner],
    ['Ответственный', [responsible.title, responsible.phone, responsible.email].filter(Boolean).join(', ')],
    ['Первая публикация', set.firstAt && formats.dateTime(set.firstAt)],
    ['Последнее изменение', set.changedAt && formats.dateTime(set.changedAt)],
    ['Содержание изменения', set.lastChange],
    ['Обновление', set.periodicity],
    ['Откуда', set.provenance],
    ['Ключевые слова', set.keywords.join(', ')],
    [
      'Лицензия',
      <a key="licence" href={licence.url} rel="noopener noreferrer">
        {licence.title}
      </a>,
    ],
    ['Методика', set.standard],
  ];
  return (
    <details className="open-data__more">
      <summary>
        Паспорт набора<span className="aloud">: {set.title}</span>
      </summary>
      <Facts facts={rows.filter(([, told]) => told)} />
      <FileLinks set={set} files={['passport.json', 'meta.csv']} />
    </details>
  );
}

function Structure({ set }: { set: OpenPassport }): ReactNode {
  const { fields } = set;
  return (
    <details className="open-data__more">
      <summary>
        Структура: {counted(fields.length, 'поле', 'поля', 'полей')}
        <span className="aloud">: {set.title}</span>
      </summary>
      <dl className="open-data__fields">
        {fields.map(({ name, title, type, isRequired }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>{' '}
              <span className="small">
                {openTypeTitles[type]}
                {isRequired ? ', всегда' : ''}
              </span>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
      <FileLinks set={set} files={['table-schema.json', 'json-schema.json', 'structure.csv']} />
    </details>
  );
}

function FileLinks({ set, files }: { set: OpenPassport; files: readonly OpenFile[] }): ReactNode {
  return (
    <ul className="open-data__files">
      {files.map((file) => (
        <li key={file}>
          <a href={buildUrl(getOpenFile, { params: { id: set.id, file } })}>
            {openFileTitles[file]}
            <span className="aloud">: {set.title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
