import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../shared/contract/base/identity.ts';
import { getMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { listMyConsents, listMyMessages } from '../../../shared/contract/messages/cases-resident.ts';
import { listOutageHomes } from '../../../shared/contract/messages/outages-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { call } from '../../lib/api.ts';
import { type ApiProblem, asProblem } from '../../lib/api-problem.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';

/** «Выгрузить мои данные»: everything the account may see, gathered by this page into one file. */
export function ExportData({ session }: { session: SessionState }): ReactNode {
  const [progress, setProgress] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const gather = async () => {
    setProblem(null);
    setProgress('Собираем…');
    try {
      const data = await gatherData(session, (done, total) => setProgress(`Собираем: ${done} из ${total}`));
      saveFile(`otklik-${localDay(Date.now(), session.city.zone)}.json`, data);
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setProgress(null);
    }
  };
  return (
    <section className="stack" aria-labelledby="my-data">
      <h2 id="my-data">Мои данные</h2>
      <p>
        Сообщения, ответы, согласия, контакты и дома с письмами об отключениях — одним файлом JSON. Он
        собирается на вашем устройстве.
      </p>
      <div>
        <Button icon="download" busy={progress !== null} onClick={() => void gather()}>
          {progress ?? 'Скачать мои данные'}
        </Button>
      </div>
      {problem && <ErrorState title="Данные не собрались" problem={problem} onRetry={() => void gather()} />}
    </section>
  );
}

async function gatherData(session: SessionState, onProgress: (done: number, total: number) => void) {
  const rows = await listAll();
  const messages = [];
  for (const { number } of rows) {
    messages.push(await call(getMessage, { params: { number } }));
    onProgress(messages.length, rows.length);
  }
  const { consents } = await call(listMyConsents);
  const { homes } = await call(listOutageHomes);
  const { name, person } = session;
  return {
    gatheredAt: new Date().toISOString(),
    city: session.city.title,
    name,
    person,
    messages,
    consents,
    homes,
  };
}

async function listAll() {
  const rows: RouteReply<typeof listMyMessages>['messages'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = { limit: 200, ...(cursor && { cursor }) };
    const page: RouteReply<typeof listMyMessages> = await call(listMyMessages, { query });
    rows.push(...page.messages);
    cursor = page.next;
  }
  return rows;
}

function saveFile(name: string, data: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
