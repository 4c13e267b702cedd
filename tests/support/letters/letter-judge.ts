import type { MoveName } from '../../../server/messages/cases/core/workflow.ts';
import { stageMeant } from '../../../server/messages/cases/letters/stage-of-move.ts';
import { getMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { isTold, type Stage, stageLetters } from '../../../shared/text/letter-matrix.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import type { LetterTown, Person } from './letter-lives.ts';

/** Letters of a decision wait so long; what is taken back later was told, and that it holds no longer is told too. ms. */
const UNDO = 65_000;
/** Of the pack of ratings: one reminder, and one question a month after. Days. */
const REMINDED_AFTER = 4;
const ASKED_AFTER = 30;

interface Arrived {
  id: string;
  purpose: string;
  text: string;
  at: Date;
}

/** The words of the bytes the mail server took: headers unfolded, the body out of its encoding. */
function readMail(source: string): { id: string; text: string } {
  const at = source.indexOf('\r\n\r\n');
  const head = source.slice(0, at);
  const id = /^Message-ID:\s*<([^@]+)@/im.exec(head)?.[1] ?? '';
  return { id, text: readPart(head, source.slice(at + 4)) };
}

/** The first part of a letter with files is its words. */
function readPart(head: string, body: string): string {
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1];
  if (boundary) {
    const part = body.split(`--${boundary}`)[1] ?? '';
    const at = part.indexOf('\r\n\r\n');
    return readPart(part.slice(0, at), part.slice(at + 4));
  }
  if (/content-transfer-encoding:\s*base64/i.test(head))
    return Buffer.from(body.replaceAll(/\s/g, ''), 'base64').toString('utf8');
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What reached one person, in order. */
async function arrivedTo(town: LetterTown, person: Person): Promise<Arrived[]> {
  if (person.channel === 'none') return [];
  const taken =
    person.channel === 'email'
      ? town.mail.letters.filter(({ to }) => to === person.contact).map(({ source }) => readMail(source))
      : town.gateway.calls.map(({ path, body }) => ({
          id: new URL(path, 'http://x').searchParams.get('id') ?? '',
          text: String((JSON.parse(body.toString('utf8')) as { text: string }).text),
        }));
  const { rows } = await town.server.app.pool.query(
    'SELECT id, purpose, state_at FROM outbox.letter WHERE recipient = $1',
    [person.contact],
  );
  const known = new Map(rows.map((row) => [row.id as string, row]));
  return taken.flatMap(({ id, text }) => {
    const row = known.get(id);
    return row ? [{ id, text, purpose: row.purpose as string, at: row.state_at as Date }] : [];
  });
}

interface Step {
  stage: Stage;
  at: Date;
  /** The line of the timeline. */
  event: number;
  role: Person['role'];
}

interface Line {
  id: number;
  at: Date;
  kind: string;
  visibility: string;
  data: Record<string, unknown>;
  actor: string;
}

async function linesOf(town: LetterTown, number: string): Promise<Line[]> {
  const { rows } = await town.server.app.pool.query<Line>(
    `SELECT event.id::int AS id, event.at, kind, visibility, data, actor
     FROM cases.event JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1 ORDER BY event.id`,
    [number],
  );
  return rows;
}

const beside: Readonly<Record<string, Stage>> = {
  registered: 'case-registered',
  interim: 'case-interim',
  correction: 'answer-corrected',
};

/** The public stage a line of the timeline means; null = none. */
function stageOfLine(line: Line, lines: readonly Line[]): Stage | null {
  const { kind, data, actor, at } = line;
  if (kind === 'term') return data.dueAt ? 'case-term-extended' : data.until ? 'case-term-held' : null;
  if (kind === 'status') {
    const stage = stageMeant(data.move as MoveName);
    return stage === 'case-closed' && actor.startsWith('resident:') ? 'case-confirmed' : stage;
  }
  if (kind !== 'answer') return beside[kind] ?? null;
  // The answer of an appeal is given by its letter; of a message the move itself tells. What was merged has the main one's.
  const isByMove = lines.some((one) => one.kind === 'status' && one.at.getTime() === at.getTime());
  return isByMove || data.outcome === 'planned' || data.number ? null : 'case-answered';
}

/** Public stages of one message, in order; what was taken back in its time was no stage. */
function stepsOf(lines: readonly Line[], role: Person['role']): Step[] {
  const steps: Step[] = [];
  for (const line of lines) {
    if (line.kind === 'status' && line.data.move === 'undo') {
      const undone = steps.filter(({ at }) => at.getTime() === steps.at(-1)?.at.getTime());
      const isTold = line.at.getTime() - (undone[0]?.at.getTime() ?? 0) >= UNDO;
      if (isTold) steps.push({ stage: 'case-decision-undone', at: line.at, event: line.id, role });
      else steps.splice(steps.length - undone.length, undone.length);
      continue;
    }
    const stage = line.visibility === 'staff' ? null : stageOfLine(line, lines);
    if (stage) steps.push({ stage, at: line.at, event: line.id, role });
  }
  return steps;
}

/** Stages of what this message was merged into, while it was: its people wait for that one's answer. */
async function stepsOfMain(town: LetterTown, lines: readonly Line[]): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { data, at } of lines.filter((line) => line.data.move === 'merge')) {
    const until = lines.find((line) => line.data.move === 'unmerge' && line.at > at)?.at;
    const main = stepsOf(await linesOf(town, String(data.into)), 'joiner');
    steps.push(...main.filter((step) => step.at > at && (!until || step.at < until)));
  }
  return steps;
}

const count = <T>(all: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

/** Letters the clock writes: a reminder of an answer nobody rated, a question of what was solved. */
async function owedByClock(town: LetterTown, person: Person, steps: readonly Step[]): Promise<Stage[]> {
  const { rows } = await town.server.app.pool.query(
    `SELECT round, (SELECT regime = 'appeal_59fz' FROM cases.case_file AS file WHERE file.id = rating.case_id) AS is_appeal
     FROM cases.rating JOIN cases.contact ON contact.id = contact_id WHERE coalesce(contact.email, contact.phone) = $1`,
    [person.contact],
  );
  const isRated = rows.length > 0;
  return steps.flatMap(({ stage, at }, place): Stage[] => {
    const days = ((steps[place + 1]?.at.getTime() ?? town.now()) - at.getTime()) / DAY;
    if (stage === 'case-answered' && !isRated && days > REMINDED_AFTER) return ['case-rate-reminder'];
    if (stage === 'case-confirmed' && days > ASKED_AFTER) return ['case-holds-asked'];
    return [];
  });
}

/** Letters whose number the stages do not tell. */
const free: readonly string[] = ['case-joined', 'case-term-moved'];

const datesOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:Ответим (?:до|не позже)|Новый ответ — до|Скажите до|Ответьте до|попросите проверить)[^.]*?(\d\d)\.(\d\d)\.(\d{4})/gu,
    ),
  ].map(([, day, month, year]) => `${year}-${month}-${day}`);

/** The same words within an hour; two answers of two rounds may be told alike, days apart. */
const isRepeated = (one: Arrived, all: readonly Arrived[]): boolean =>
  all.some(
    ({ id, text, at }) =>
      id !== one.id && text === one.text && Math.abs(at.getTime() - one.at.getTime()) < HOUR,
  );

type Say = (text: string) => void;

/** What the letters and pages of a life owe and do not give, in words; empty = no stage silent, nothing untrue or twice. */
export async function judgeLife(
  town: LetterTown,
  name: string,
  people: readonly Person[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const person of people) {
    const say: Say = (text) => wrong.push(`${name}, ${person.role} (${person.channel}): ${text}`);
    const letters = await arrivedTo(town, person);
    const lines = await linesOf(town, person.number);
    const own = stepsOf(lines, person.role);
    const seen =
      person.role === 'joiner'
        ? own.slice(own.findIndex(({ stage }) => stage === 'case-registered') + 1)
        : own;
    const steps = [...seen, ...(await stepsOfMain(town, lines))];
    if (person.channel !== 'none') await judgeLetters(town, person, { letters, steps, say });
    await judgePage(town, person, { lines, steps: seen, say });
    await judgeDate(town, person, letters, say);
  }
  return wrong;
}

interface Heard {
  letters: readonly Arrived[];
  steps: readonly Step[];
  say: Say;
}

/** Each letter that is owed came, once; none that is not; every word of them holds on its day. */
async function judgeLetters(town: LetterTown, person: Person, { letters, steps, say }: Heard): Promise<void> {
  const { channel, role } = person;
  if (channel === 'none') return;
  const told = steps.filter((step) => isTold(step.stage, step.role, channel)).map(({ stage }) => stage);
  const owed: Map<string, number> = count<string>([
    ...told,
    ...(await owedByClock(town, person, steps)),
    ...(await papersTo(town, person)),
  ]);
  const got = count(letters.map(({ purpose }) => purpose));
  for (const purpose of new Set([...owed.keys(), ...got.keys()])) {
    if (free.includes(purpose)) continue;
    const [came, due] = [got.get(purpose) ?? 0, owed.get(purpose) ?? 0];
    if (came !== due) say(`${purpose}: писем ${came} вместо ${due}`);
  }
  if ((got.get('case-joined') ?? 0) !== (role === 'joiner' ? 1 : 0)) say('нет расписки о присоединении');
  for (const letter of letters) {
    const { purpose, text } = letter;
    for (const date of datesOf(text))
      if (date < letter.at.toISOString().slice(0, 10)) say(`${purpose}: обещан прошедший день ${date}`);
    if (isRepeated(letter, letters)) say(`${purpose}: дважды`);
    const key = /\?k=([\w-]+)/.exec(text)?.[1];
    if (key !== person.key) say(`${purpose}: ссылка не та`);
  }
}

/** Signed letters of the office that the journal says went by e-mail to the author. */
async function papersTo(town: LetterTown, person: Person): Promise<string[]> {
  if (person.role === 'joiner' || person.channel !== 'email') return [];
  const { rows } = await town.server.app.pool.query(
    `SELECT document.id FROM office.document JOIN cases.case_file AS file ON file.id = document.case_id
     WHERE file.number = $1 AND sent_how = 'email' AND kind <> 'forward-letter'`,
    [person.number],
  );
  return rows.map(() => 'office-letter');
}

/** The page by the person's own link: every stage that no letter carries to them stands there, and how it ended. */
async function judgePage(
  town: LetterTown,
  person: Person,
  { lines, steps, say }: { lines: readonly Line[]; steps: readonly Step[]; say: Say },
): Promise<void> {
  const page = await town.server.call(getMessage, {
    params: { number: person.number },
    query: { k: person.key },
  });
  if (page.access !== (person.role === 'author' ? 'own' : 'joined')) say('ссылка открывает не своё');
  const shown = new Set(page.timeline.map(({ id }) => id));
  for (const { stage, event } of steps)
    if (stage in stageLetters && !shown.has(event)) say(`${stage}: на странице нет`);
  const last = lines.findLast(({ kind, visibility }) => kind === 'status' && visibility !== 'staff');
  if (
    last &&
    page.status !== last.data.to &&
    !lines.some(({ id, kind }) => kind === 'status' && id > last.id)
  )
    say(`на странице «${page.statusTitle}», последний шаг — ${String(last.data.to)}`);
}

/** While an answer is waited for, the date last told is the date that stands. */
async function judgeDate(
  town: LetterTown,
  person: Person,
  letters: readonly Arrived[],
  say: Say,
): Promise<void> {
  const { rows } = await town.server.app.pool.query(
    'SELECT due_at, answered_at, closed_at, status FROM cases.case_file WHERE number = $1',
    [person.number],
  );
  const [file] = rows;
  if (!file.due_at || file.answered_at || file.closed_at || file.status === 'rejected') return;
  const last = letters.flatMap(
    ({ text }) =>
      /(?:Ответим (?:до|не позже)|Новый ответ — до|Решение обещано к|Обещали к|продлён до) (\d\d)\.(\d\d)\.(\d{4})/iu.exec(
        text,
      ) ?? [],
  );
  const told = last.length > 0 ? last.slice(-3).toReversed().join('-') : '';
  const stands = new Date(file.due_at.getTime() + 5 * HOUR).toISOString().slice(0, 10);
  if (told && told !== stands) say(`сказано ${told}, стоит ${stands}`);
}
