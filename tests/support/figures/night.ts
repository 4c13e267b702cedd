import { decideAnswer, draftAnswer, undoApproval } from '../../../shared/contract/messages/cases-answers.ts';
import { rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { mergeCase, rejectCase, unmergeCase } from '../../../shared/contract/messages/cases-triage.ts';
import { importTable } from '../imports.ts';
import { type Crew, makeCrew, sortMessage } from '../loop.ts';
import { readCard, submitCase } from '../site/cases.ts';
import type { TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';

/** What happens around midnights of the city, through the requests people make. */

async function propose(server: TestServer, crew: Crew, number: string) {
  const { id, version } = await sortMessage(server, crew, number);
  const text = `Яму заделали литым асфальтом, площадь 4 м². Сообщение № ${number}.`;
  const body = { version, text, outcome: 'solved' as const, submit: true };
  return server.call(draftAnswer, { params: { id }, body }, crew.executor);
}

const approve = (
  server: TestServer,
  crew: Crew,
  card: { id: string; version: number; answers: { id: string }[] },
) =>
  server.call(
    decideAnswer,
    {
      params: { id: card.id, answerId: card.answers.at(-1)!.id },
      body: { version: card.version, decision: 'approve' },
    },
    crew.approver,
  );

/**
 * Five messages in the last seconds of 24 November and the first of the 25th: one answered before a midnight, taken back after it,
 * answered again and returned; one joined to another, taken out, and given a third that was late; one refused; and in January what
 * had come on 22 November is entered. Leaves the clock on 25 January 2027.
 */
export async function playNight(server: TestServer): Promise<void> {
  server.setNow('2026-11-24T09:00:00Z');
  const crew = await makeCrew(server);
  const read = (number: string) => readCard(server, number, crew.operator);
  // The last seconds of a day of the city.
  server.setNow('2026-11-24T18:59:58Z');
  const answered = await submitCase(server);
  const joined = await submitCase(server, { phone: '+79120000031' });
  const kept = await submitCase(server, { phone: '+79120000032' });
  server.setNow('2026-11-24T19:00:00Z');
  const refused = await submitCase(server, { phone: '+79120000033' });
  const lost = await submitCase(server, { phone: '+79120000034' });

  server.setNow('2026-11-25T07:00:00Z');
  const keptCard = await read(kept.number);
  const joinedCard = await read(joined.number);
  await server.call(
    mergeCase,
    { params: { id: joinedCard.id }, body: { version: joinedCard.version, into: keptCard.id } },
    crew.operator,
  );
  const refusal = await read(refused.number);
  await server.call(
    rejectCase,
    { params: { id: refusal.id }, body: { version: refusal.version, ground: 'spam' } },
    crew.operator,
  );
  const card = await propose(server, crew, answered.number);
  // Approved before midnight, taken back after it.
  server.setNow('2026-11-25T18:59:57Z');
  const approved = await approve(server, crew, card);
  server.setNow('2026-11-25T19:00:02Z');
  await server.call(undoApproval, { body: { undoToken: approved.undoToken! } }, crew.approver);

  server.setNow('2026-11-27T07:00:00Z');
  await approve(server, crew, await read(answered.number));
  const back = await read(joined.number);
  await server.call(unmergeCase, { params: { id: back.id }, body: { version: back.version } }, crew.operator);

  server.setNow('2026-11-28T07:00:00Z');
  await server.call(rateMessage, {
    params: { number: answered.number },
    query: { k: answered.trackToken },
    body: { score: 1, resolved: 'no', comment: 'Яма на месте' },
  });
  // Of two that came together one is joined for good once its term is broken.
  server.setNow('2027-01-12T07:00:00Z');
  const lostCard = await read(lost.number);
  const into = await read(joined.number);
  await server.call(
    mergeCase,
    { params: { id: lostCard.id }, body: { version: lostCard.version, into: into.id } },
    crew.operator,
  );
  // What came to a journal of paper long ago is entered now.
  server.setNow('2027-01-20T07:00:00Z');
  await importTable(
    server,
    await signInAs(server, 'admin'),
    'Номер;Дата поступления;Текст\nП-1;22.11.2026 10:00;Во дворе не горит фонарь\n',
  );
  server.setNow('2027-01-25T09:00:00Z');
}
