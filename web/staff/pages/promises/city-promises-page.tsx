import { type ReactNode, useState } from 'react';
import {
  getPromiseDesk,
  type PromiseDesk,
  switchPromisePage,
} from '../../../../shared/contract/base/promises.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FoundPart } from './found-part.tsx';
import { LedgerPart } from './ledger-part.tsx';
import '../../base/parts/desk.css';
import './city-promises.css';

/** «Обещания города»: what is found in posts and waits for a person, the ledger, whether everybody sees it. */
export function CityPromisesPage(): ReactNode {
  const desk = useRoute(getPromiseDesk);
  return (
    <StaffPage title="Обещания города" hasFinder>
      <div className="desk city-promises">
        <Loadable query={desk} failed="Обещания не загрузились">
          {(data) => (
            <>
              <PagePart desk={data} />
              <FoundPart desk={data} />
            </>
          )}
        </Loadable>
        <LedgerPart />
      </div>
    </StaffPage>
  );
}

function PagePart({ desk: { page, can } }: { desk: PromiseDesk }): ReactNode {
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title="Страница для жителей" className="desk__sheet">
      <p className="cluster">
        <Mark tone={page.isShown ? 'ok' : 'warning'}>{page.isShown ? 'видна всем' : 'скрыта'}</Mark>
        {page.isShown && <OutLink href="/promises">Открыть, как видят жители</OutLink>}
        {!page.isShown && <span>Вместо обещаний жители читают причину: {page.reason}</span>}
      </p>
      {page.changedAt && (
        <p className="muted small">
          {page.changedBy}, {formats.dateTime(page.changedAt)}
        </p>
      )}
      {can.includes('switch') && (
        <span>
          <Button onClick={() => setOpen(true)}>{page.isShown ? 'Скрыть от всех…' : 'Показать всем'}</Button>
        </span>
      )}
      {isOpen && <SwitchDialog page={page} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function SwitchDialog({ page, onClose }: { page: PromiseDesk['page']; onClose: () => void }): ReactNode {
  const change = useCommand(switchPromisePage, {
    done: page.isShown ? 'Обещания скрыты от всех' : 'Обещания видны всем',
    onDone: onClose,
  });
  const send = (isShown: boolean, reason: string) =>
    change.mutate({ body: { version: page.version, isShown, reason } });
  if (page.isShown)
    return (
      <ReasonDialog
        title="Скрыть обещания города"
        label="Почему"
        hint="Эту причину прочтут жители вместо обещаний"
        action="Скрыть"
        commands={change}
        onSend={(reason) => send(false, reason)}
        onClose={onClose}
      />
    );
  return (
    <SureDialog
      title="Показать обещания всем"
      action="Показать"
      commands={change}
      onSend={() => send(true, '')}
      onClose={onClose}
    >
      <p>Жители увидят, что город обещал, что сдержал и что нарушил, и кто как держит слово.</p>
    </SureDialog>
  );
}
