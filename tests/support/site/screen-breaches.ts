import { openBreach, tickBreachStep } from '../../../shared/contract/base/breaches.ts';
import { HOUR } from '../../../shared/time.ts';
import type { Speaker } from './server.ts';
import { signInAs } from './sign-in.ts';

/** A breach whose first term runs, and one that nobody told of; and none. */
export async function visitBreaches(server: Speaker) {
  const officer = await signInAs(server, 'privacy-officer');
  const open = (hoursAgo: number) =>
    server.call(
      openBreach,
      {
        body: {
          discoveredAt: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
          what: 'Выгрузка дел отправлена письмом не тому адресату: в подсказке почты стоял однофамилец.',
          found: 'Сообщил получатель письма',
          people: 40,
        },
      },
      officer,
    );
  const [running, late] = [await open(3), await open(100)];
  await server.call(
    tickBreachStep,
    { params: { id: running.id }, body: { stepId: 'call', isDone: true, note: 'созвонились' } },
    officer,
  );
  const visit = (id: string, who: string) => ({
    route: '/staff/breaches/$id',
    address: `/staff/breaches/${id}`,
    who,
  });
  return [
    visit(running.id, 'privacy-officer'),
    visit(late.id, 'admin'),
    visit('00000000-0000-4000-8000-000000000000', 'admin'),
  ];
}
