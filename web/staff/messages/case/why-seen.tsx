import { type ReactNode, useState } from 'react';
import { explainAccess } from '../../../../shared/contract/messages/cases-explain.ts';
import { useRoute } from '../../../lib/query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** «Почему я это вижу»: which role opens this case to its reader, and what else it lets them do. */
export function WhySeen({ caseId }: { caseId: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Почему я это вижу
      </button>
      <Dialog isOpen={isOpen} title="Почему я это вижу" onClose={() => setOpen(false)}>
        <Reasons caseId={caseId} />
      </Dialog>
    </>
  );
}

function Reasons({ caseId }: { caseId: string }): ReactNode {
  const access = useRoute(explainAccess, { params: { id: caseId } });
  return (
    <Loadable query={access} failed="Основание доступа не загрузилось">
      {({ grants, permissions }) => (
        <div className="stack">
          {grants.map(({ role, isEnough, limits }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one role may be given twice; the list never changes its order
            <section key={at} className="stack">
              <h3>
                {role}: {isEnough ? 'открывает это дело' : 'этого дела не открывает'}
              </h3>
              <ul className="case__checks">
                {limits.map(({ text, holds }) => (
                  <li key={text}>
                    <span className={holds ? 'tone-ok' : 'tone-danger'}>
                      <Icon name={holds ? 'check' : 'close'} label={holds ? 'да' : 'нет'} />
                    </span>
                    <span>{text}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <section className="stack">
            <h3>Что здесь можно</h3>
            <ul>
              {permissions.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Loadable>
  );
}
