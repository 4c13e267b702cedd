import type { ReactNode } from 'react';
import { changeViewLetter, readViewLetter } from '../../../shared/contract/heatmap/heat-views.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';

/** `/view-letters?token=…`: the link at the foot of a letter with the heat map, for staff without signing in. */
export function ViewLettersPage(): ReactNode {
  const [{ token = '' }] = useUrlQuery();
  const letter = useRoute(readViewLetter, { query: { token } }, { enabled: token !== '' });
  return (
    <div className="reading">
      <PageTitle text="Письма с тепловой картой" />
      {token === '' ? (
        <EmptyState title="Ссылка неполная">Откройте её из письма целиком.</EmptyState>
      ) : (
        <Loadable query={letter} failed="Ссылка не открылась">
          {(data) => <Choice token={token} {...data} />}
        </Loadable>
      )}
    </div>
  );
}

function Choice(props: {
  token: string;
  title: string;
  state: 'active' | 'paused' | 'gone';
  nextAt: string | null;
}): ReactNode {
  const { token, title, state, nextAt } = props;
  const formats = useFormats();
  const change = useCommand(changeViewLetter);
  const act = (action: 'pause' | 'resume' | 'stop') => change.mutate({ body: { token, action } });
  if (state === 'gone')
    return (
      <p role="status">Писем с этим видом больше не будет. Подписаться снова можно в «Сохранённых видах».</p>
    );
  return (
    <div className="stack">
      <p role="status">
        Вид «{title}». {nextAt ? `Следующее письмо — ${formats.dateTime(nextAt)}.` : 'Письма приостановлены.'}
      </p>
      <div className="cluster">
        <Button
          kind="primary"
          busy={change.isPending}
          onClick={() => act(state === 'active' ? 'pause' : 'resume')}
        >
          {state === 'active' ? 'Приостановить' : 'Возобновить'}
        </Button>
        <Button busy={change.isPending} onClick={() => act('stop')}>
          Отписаться
        </Button>
      </div>
      <Failures of={change} />
    </div>
  );
}
