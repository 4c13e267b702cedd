import { createProblem } from '../../../shared/contract/messages/problems.ts';
import { dismissIncident, pasteIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import type { Speaker } from './server.ts';

interface DemoCase {
  id: string;
  number: string;
  status: string;
  published: boolean;
  contact: string;
}

/** The case with the most told of it in each state of interest, so that the screens are full. */
export async function findDemoCases({
  app,
}: Speaker): Promise<(status: string, published?: boolean) => DemoCase> {
  const { rows } = await app.pool.query<DemoCase>(
    `SELECT DISTINCT ON (status, published) file.id, number, status, published_at IS NOT NULL AS published,
       contact.id AS contact
     FROM cases.case_file AS file JOIN cases.contact ON contact.case_id = file.id AND NOT contact.is_joiner
     WHERE merged_into IS NULL AND contact.phone IS NOT NULL
     ORDER BY status, published, (SELECT count(*) FROM cases.event WHERE case_id = file.id) DESC, number`,
  );
  return (status, published) => {
    const found = rows.find((row) => row.status === status && (published ?? row.published) === row.published);
    if (!found) throw new Error(`В демонстрации нет дела в состоянии ${status}`);
    return found;
  };
}

/** Two messages that wait, as one mass problem; its id. What the program proposes by itself it has proposed before. */
export async function joinTwo(server: Speaker, operator: string): Promise<string> {
  await server.drain();
  const { rows } = await server.app.pool.query<{ id: string }>(
    `SELECT id FROM cases.case_file WHERE status = 'moderation' AND follows_id IS NULL
       AND NOT EXISTS (SELECT FROM problems.member WHERE member.case_id = case_file.id) ORDER BY number LIMIT 3`,
  );
  const [lead, ...others] = rows.map(({ id }) => id);
  const problem = await server.call(createProblem, { body: { leadId: lead!, caseIds: others } }, operator);
  return problem.id;
}

/** Key of the house most is told of. */
export async function findHouse({ app }: Speaker): Promise<string> {
  const { rows } = await app.pool.query<{ key: string }>(
    `SELECT 'house:' || street_id || ':' || house AS key FROM cases.case_file
     WHERE street_id IS NOT NULL AND house ~ '^[0-9]+$' GROUP BY street_id, house ORDER BY count(*) DESC, key LIMIT 1`,
  );
  return rows[0]!.key;
}

/** A signed paper as its QR code finds it; its id. */
export async function addSigned({ app }: Speaker): Promise<string> {
  const { rows } = await app.pool.query<{ id: string }>(
    `INSERT INTO signatures.document (id, kind, object_id, title, number, day, content_type, sha256, bytes, is_public, made_at)
     VALUES (gen_random_uuid(), 'protocol', gen_random_uuid(), 'Протокол', '3/2026', '2026-10-21', 'application/pdf',
       encode(sha256('probe'), 'hex'), 'probe', true, now()) RETURNING id`,
  );
  await app.pool.query(
    `INSERT INTO signatures.signature (id, document_id, sha256, kind, signer_id, signer_name, position, method, at, state, record_hash)
     SELECT gen_random_uuid(), $1, encode(sha256('probe'), 'hex'), 'simple', id, 'Пробный П.П.',
       'Председательствующий, руководитель рабочей группы', 'demo', now(), 'whole', '' FROM identity.person LIMIT 1`,
    [rows[0]!.id],
  );
  return rows[0]!.id;
}

/** Meetings of the demo group by state: in preparation, and on record. */
export async function findMeetings(server: Speaker): Promise<(state: string) => string> {
  const { rows } = await server.app.pool.query<{ id: string; state: string }>(
    'SELECT id, state FROM working_group.meeting ORDER BY day DESC',
  );
  return (state) => {
    const found = rows.find((row) => row.state === state);
    if (!found) throw new Error(`В демонстрации нет заседания в состоянии ${state}`);
    return found.id;
  };
}

/** A recommendation that is applied, a practice and a report of the demo. */
export async function findAdvice({
  app,
}: Speaker): Promise<{ recommendation: string; practice: string; report: string }> {
  const { rows } = await app.pool.query<{ recommendation: string; practice: string; report: string }>(
    `SELECT (SELECT id FROM recommendations.recommendation WHERE applied_on IS NOT NULL LIMIT 1) AS recommendation,
       (SELECT id FROM recommendations.practice LIMIT 1) AS practice,
       (SELECT id FROM head_reports.report LIMIT 1) AS report`,
  );
  return rows[0]!;
}

/** The red zone at work in the demo. */
export async function findZone({ app }: Speaker): Promise<string> {
  const { rows } = await app.pool.query<{ id: string }>(
    "SELECT id FROM zones.card ORDER BY state = 'working' DESC, opened_at LIMIT 1",
  );
  return rows[0]!.id;
}

/** Assignments of the demo by state, each with the most messages behind it. */
export async function findAssignments({
  app,
}: Speaker): Promise<Record<'reported' | 'accepted' | 'in_work', string>> {
  const { rows } = await app.pool.query<{ state: string; id: string }>(
    `SELECT DISTINCT ON (state) state, id FROM assignments.assignment
     ORDER BY state, (SELECT count(*) FROM assignments.link WHERE assignment_id = assignment.id) DESC, serial`,
  );
  return Object.fromEntries(rows.map(({ state, id }) => [state, id])) as Record<'reported', string> &
    Record<'accepted' | 'in_work', string>;
}

/** Posts carried over by hand: two of one matter, and one that was dismissed; the first incident. */
export async function addIncident(server: Speaker, operator: string): Promise<string> {
  const paste = (at: number, text: string) =>
    server.call(
      pasteIncident,
      {
        body: {
          url: `https://network.example/post/${at}`,
          text,
          authorName: 'Соседка',
          postedAt: new Date(Date.now() - at * 600_000).toISOString(),
        },
      },
      operator,
    );
  const { incident } = await paste(1, 'На Победы, 9 второй день чуть тёплые батареи. Когда дадут тепло?');
  await paste(2, 'Победы, 9: батареи чуть тёплые уже второй день, дома холодно');
  const { incident: other } = await paste(3, 'Опять всё сделали для галочки');
  await server.call(
    dismissIncident,
    { params: { id: other.id }, body: { version: other.version, reason: 'no-question' } },
    operator,
  );
  return incident.id;
}
