import type { ReactNode } from 'react';
import { getPassport, type Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles } from '../../base/case-kit/topics.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { kindWords, reachWords } from '../../base/parts/object-words.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { PassportAside } from './passport-aside.tsx';
import { PassportCases } from './passport-cases.tsx';
import { PassportFigures } from './passport-figures.tsx';
import { AnswersPart, PhotosPart, PromisesPart } from './passport-parts.tsx';
import { PassportSheet } from './passport-sheet.tsx';
import '../../messages/cases/cases.css';
import '../../base/parts/desk.css';
import './objects.css';

/** «Паспорт объекта»: all that was told of one place, and what came of it. */
export function PassportPage(): ReactNode {
  const key = useParam('key');
  const passport = useRoute(getPassport, { params: { key } }, { keepOld: false });
  const isUnknown = [400, 404].includes(passport.error?.status ?? 0);
  useHotkeys('Паспорт объекта', [{ keys: 'KeyP', label: 'Напечатать паспорт', run: () => print() }]);
  return (
    <StaffPage
      title="Паспорт объекта"
      crumbs={
        <Crumbs>
          <span>Паспорт объекта</span>
        </Crumbs>
      }
      actions={
        passport.data && (
          <Button icon="print" hint="KeyP" onClick={() => print()}>
            Напечатать
          </Button>
        )
      }
      hasFinder
    >
      {isUnknown ? (
        <>
          <PageTitle text="Паспорт объекта" className="aloud" />
          <EmptyState
            title="Такого места в справочнике нет"
            action={<ButtonLink to="/staff/objects">Найти объект</ButtonLink>}
          >
            Проверьте адрес: улицу могли переименовать, а справочник — заменить.
          </EmptyState>
        </>
      ) : (
        <Loadable query={passport} failed="Паспорт не загрузился">
          {(data) => <Sheet key={data.object.key} passport={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Sheet({ passport }: { passport: Passport }): ReactNode {
  const { object, counts } = passport;
  const district = useDistrictTitles()(object.districtId);
  return (
    <article className="passport">
      <header className="passport__head">
        <p className="muted">
          {[kindWords[object.kind], object.kind !== 'area' && district].filter(Boolean).join(' · ')}
        </p>
        <PageTitle text={capitalise(object.label)} />
        <p className="small muted">В паспорте {reachWords[object.kind]}, открытые вам.</p>
      </header>
      <div className="passport__main">
        {counts.total === 0 ? (
          <EmptyState title="Об этом месте ещё не писали">
            Паспорт наполнится сам, когда придёт первое сообщение с этим адресом.
          </EmptyState>
        ) : (
          <>
            <PassportFigures passport={passport} />
            <PassportCases object={object} />
            <PromisesPart promises={passport.promises} />
            <AnswersPart answers={passport.answers} />
            <PhotosPart photos={passport.photos} />
            {passport.isLong && (
              <p className="small muted">
                Ответы, обещания и фото взяты из тысячи последних дел: остальные — в списке.
              </p>
            )}
          </>
        )}
      </div>
      <PassportAside passport={passport} />
      <PassportSheet passport={passport} />
    </article>
  );
}
