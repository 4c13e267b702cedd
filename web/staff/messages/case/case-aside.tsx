import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PhotoGrid } from '../../../ui/photos/photo-grid.tsx';
import { Section } from '../../../ui/section.tsx';
import { MiniMap } from '../../base/case-kit/mini-map.tsx';
import { NearList } from '../../base/case-kit/near-list.tsx';
import { listDocuments, listPictures, showPhotos } from '../../base/case-kit/photo-items.ts';
import { useDistrictTitles } from '../../base/case-kit/topics.ts';
import { objectHref } from '../../base/parts/object-words.ts';
import { OutagesOfCase } from '../outages/outages-of-case.tsx';
import { ProblemOfCase } from '../problems/problem-of-case.tsx';
import type { CaseDialog } from './case-actions.ts';
import { CountedIn } from './counted-in.tsx';
import { courseChart } from './course.ts';
import type { CaseDesk } from './use-case-desk.ts';
import { WhySeen } from './why-seen.tsx';

const precisionWords: Readonly<Record<CaseCard['place']['precision'], string>> = {
  house: 'точность до дома',
  street: 'точность до улицы',
  landmark: 'у ориентира',
  point: 'точка на карте',
  text: 'определено по тексту',
  none: 'место неизвестно',
};

/** Where it is, what is like it, what the case still lacks. */
export function CaseAside(props: { desk: CaseDesk; onEdit: (dialog: CaseDialog) => void }): ReactNode {
  const { desk, onEdit } = props;
  const { card } = desk;
  return (
    <aside className="pane case__right" aria-label="Место и контроль">
      <PlaceSection desk={desk} onEdit={onEdit} />
      <PhotoSection desk={desk} onEdit={onEdit} />
      <OutagesOfCase caseId={card.id} />
      <ProblemOfCase caseId={card.id} />
      <CountedIn number={card.number} caseId={card.id} />
      {card.near.length + card.fromAuthor.length > 0 && (
        <section className="section">
          <h2 className="section__title">Похожие</h2>
          <div className="stack">
            <NearList title="Рядом за 30 дней" cases={card.near} shown={3} />
            <NearList title="От этого автора" cases={card.fromAuthor} shown={3} />
          </div>
        </section>
      )}
      <section className="section">
        <h2 className="section__title">Контроль</h2>
        <ControlList card={card} />
        <p>
          <WhySeen caseId={card.id} />
        </p>
      </section>
      <CourseSection desk={desk} />
    </aside>
  );
}

/** Where the time of the case went, by status. */
function CourseSection({ desk }: { desk: CaseDesk }): ReactNode {
  const now = useNow(600_000);
  return (
    <Section title="Ход дела" isSmall className="section">
      <ChartFigure chart={courseChart(desk.card.timeline, now)} isTitleAbove />
    </Section>
  );
}

function PlaceSection(props: { desk: CaseDesk; onEdit: (dialog: CaseDialog) => void }): ReactNode {
  const { desk, onEdit } = props;
  const { place, isHome } = desk.card;
  const district = useDistrictTitles()(place.districtId);
  return (
    <section className="section">
      <h2 className="section__title">
        Место
        {desk.can('change') && (
          <span className="push case__edit">
            <Kbd keys="KeyO" />
            <button
              type="button"
              className="case__pencil"
              title="Изменить место"
              onClick={() => onEdit('place')}
            >
              <Icon name="pencil" label="Изменить место" />
            </button>
          </span>
        )}
      </h2>
      <MiniMap place={place} />
      <p>
        <b>{place.address ?? 'Адреса нет'}</b>
      </p>
      <p className="small">
        {[district, precisionWords[place.precision], isHome && 'дом автора'].filter(Boolean).join(' · ')}
      </p>
      {desk.card.objectKey && (
        <p className="small">
          <PageLink to={objectHref(desk.card.objectKey)}>Паспорт объекта</PageLink>: всё, что здесь было
        </p>
      )}
    </section>
  );
}

function PhotoSection(props: { desk: CaseDesk; onEdit: (dialog: CaseDialog) => void }): ReactNode {
  const { desk, onEdit } = props;
  const { card } = desk;
  const pictures = listPictures(card.photos);
  const documents = listDocuments(card.photos);
  const canShow = desk.can('publish') || desk.can('unpublish');
  const count = (role: 'before' | 'after') => pictures.filter((photo) => photo.role === role).length;
  return (
    <section className="section">
      <h2 className="section__title">
        Фото
        <span className="push">{pictures.length > 0 && <Kbd keys="KeyV" />}</span>
      </h2>
      <p className="small">
        до — {count('before')}, после — {count('after')}
      </p>
      {pictures.length > 0 && (
        <div className="case__thumbs">
          <PhotoGrid photos={showPhotos(card.photos, { hasCaptions: true })} label="Фотографии дела" />
        </div>
      )}
      {documents.map(({ id, url }, at) => (
        <p key={id}>
          <a href={url} target="_blank" rel="noreferrer">
            Документ {at + 1}
          </a>
        </p>
      ))}
      <Publication desk={desk} canShow={canShow} onEdit={onEdit} />
    </section>
  );
}

function Publication(props: {
  desk: CaseDesk;
  canShow: boolean;
  onEdit: (dialog: CaseDialog) => void;
}): ReactNode {
  const { desk, canShow, onEdit } = props;
  const { card } = desk;
  const formats = useFormats();
  return (
    <div className="case__publication">
      <p className="small">
        {card.publishedAt
          ? `На карте с ${formats.date(card.publishedAt)}`
          : card.hasPublishConsent
            ? 'На карте не показано, согласие есть'
            : 'На карте не показано: житель не согласился'}
      </p>
      {canShow && <Button onClick={() => onEdit('publication')}>Показ и фото…</Button>}
    </div>
  );
}

/** What a good end of a case has, told by what is known of it. */
function ControlList(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const isAnswered = card.outcome !== null;
  const checks: readonly (readonly [ok: boolean, title: string])[] = [
    [card.factId !== null, 'Тема определена'],
    [card.place.lat !== null, 'Место на карте'],
    [card.executorUnitId !== null, 'Исполнитель назначен'],
    [card.photos.some(({ role }) => role === 'after'), 'Фото «после» приложено'],
    [isAnswered, 'Ответ дан'],
    [card.resolved === 'yes', 'Житель подтвердил результат'],
  ];
  return (
    <ul className="case__checks">
      {checks.map(([ok, title]) => (
        <li key={title}>
          {ok ? (
            <span className="tone-ok">
              <Icon name="check" label="есть" />
            </span>
          ) : (
            <span className="case__box" role="img" aria-label="нет" />
          )}
          <span className={ok ? undefined : 'muted'}>{title}</span>
        </li>
      ))}
    </ul>
  );
}
