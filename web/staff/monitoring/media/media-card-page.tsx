import { type ReactNode, useState } from 'react';
import {
  type MediaCard,
  type MediaOffered,
  readMedia,
} from '../../../../shared/contract/monitoring/media.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { contactKindTitles } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AgreementsPart } from './agreements-part.tsx';
import { ChannelsPart } from './channels-part.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { InteractionsPart } from './interactions-part.tsx';
import { reachWords } from './media-words.ts';
import { TasksPart } from './tasks-part.tsx';
import '../../base/parts/desk.css';
import './media.css';

type Open = 'change' | 'erase' | null;

/** One card: how to reach them, what passed, what was agreed, what is to be done. */
export function MediaCardPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readMedia, { params: { id } });
  const [open, setOpen] = useState<Open>(null);
  const may = (act: string) => data.data?.can.includes(act) ?? false;
  useHotkeys('Карточка', [{ keys: 'KeyE', label: 'Исправить карточку', run: () => setOpen('change') }], {
    active: may('keep') && open === null,
  });
  const onClose = () => setOpen(null);
  return (
    <StaffPage
      title="Карточка"
      hasFinder
      crumbs={<Crumbs />}
      actions={
        <>
          {may('keep') && (
            <Button hint="KeyE" onClick={() => setOpen('change')}>
              Исправить
            </Button>
          )}
          {may('erase') && (
            <Button kind="quiet" onClick={() => setOpen('erase')}>
              Стереть по просьбе
            </Button>
          )}
        </>
      }
    >
      <div className="desk media">
        {!data.data && <PageTitle text="Карточка СМИ или сообщества" />}
        <Loadable query={data} failed="Карточка не загрузилась">
          {(card) => (
            <>
              <Card card={card} offered={card.offered} />
              {open === 'change' && <ContactDialog card={card} offered={card.offered} onClose={onClose} />}
              {open === 'erase' && <EraseDialog card={card} onClose={onClose} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Card({ card, offered }: { card: MediaCard; offered: MediaOffered }): ReactNode {
  const topics = useTopics();
  const mayKeep = card.can.includes('keep');
  return (
    <>
      <PageTitle text={card.title} />
      <p className="cluster">
        <Mark tone="quiet">{capitalise(contactKindTitles[card.kind])}</Mark>
        {card.keptUntil && <Mark tone="warning">хранится до {formatDay(card.keptUntil)}</Mark>}
        {card.url && <OutLink href={card.url}>Открыть</OutLink>}
      </p>
      <section className="desk__sheet" aria-label="О карточке">
        {card.about && <p>{card.about}</p>}
        <Facts
          facts={[
            [
              'Темы',
              card.topics.map((code) => topics?.block(code)?.title ?? code).join(', ') || 'не записаны',
            ],
            ['Охват', reachWords(card)],
            ...(card.purpose ? [['Зачем храним', card.purpose] as const] : []),
            ...(card.ground ? [['Основание', card.ground] as const] : []),
          ]}
        />
      </section>
      <ChannelsPart card={card} offered={offered} mayKeep={mayKeep} />
      <TasksPart card={card} mayKeep={mayKeep} />
      <AgreementsPart card={card} mayKeep={mayKeep} />
      <InteractionsPart card={card} mayKeep={mayKeep} />
    </>
  );
}
