import type { ReactNode } from 'react';
import { getPublicFigures } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { listDoneNearby } from '../../../shared/contract/messages/cases-open.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import { TrackForm } from '../track/track-form.tsx';
import { DoneNearby } from './done-nearby.tsx';
import { Figures, FiguresSkeleton } from './figures.tsx';
import './home.css';
import { LatestMessages } from './latest-messages.tsx';
import { OutagesNote } from './outages-note.tsx';
import { PollsNote } from './polls-note.tsx';
import { UnsentNote } from './unsent-note.tsx';

export function HomePage(): ReactNode {
  const figures = useRoute(getPublicFigures, { query: { period: 'month' } });
  const done = useRoute(listDoneNearby);
  return (
    <>
      <div className="page home-hero">
        <div className="stack home-hero__ask">
          <div className="question">
            <PageTitle text="Главная">Яма, мусор, нет света?</PageTitle>
            <p className="home-lead">Сообщите — ответим в срок и покажем, что сделали.</p>
          </div>
          <div className="stack home-hero__act">
            <ButtonLink to="/new" kind="primary" size="main">
              Сообщить о проблеме
            </ButtonLink>
            <p className="small">Без регистрации. Хватит фото и адреса.</p>
            <ButtonLink to="/appeal">Подать обращение по 59-ФЗ</ButtonLink>
            <p className="small">
              Официальный ответ за подписью: заявление, предложение, жалоба. Нужен вход.
            </p>
          </div>
          <UnsentNote />
          <OutagesNote />
          <PollsNote />
        </div>
        <div className="stack home-hero__aside">
          <TrackForm label="Уже сообщали?" />
          <DangerLine>Опасно для жизни? Сначала звоните.</DangerLine>
        </div>
      </div>
      <section className="band home-band" aria-label="За месяц">
        <div className="page">
          <Loadable query={figures} failed="Цифры не загрузились" skeleton={<FiguresSkeleton />}>
            {(data) => <Figures figures={data} />}
          </Loadable>
          <p>
            <PageLink to="/results">Как город отвечает: по темам, районам и месяцам</PageLink>
            <br />
            <PageLink to="/promises">Обещания города: что сдержано, а что нет</PageLink>
          </p>
        </div>
      </section>
      <div className="page home-below">
        <LatestMessages />
        {done.data && <DoneNearby done={done.data.done} />}
      </div>
    </>
  );
}
