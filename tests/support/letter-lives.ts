import { randomUUID } from 'node:crypto';
import { runMutation } from '../../server/lib/unit-of-work.ts';
import { stageMeant } from '../../server/modules/cases/letters/stage-of-move.ts';
import { sweepJob } from '../../server/modules/cases/sweep.ts';
import type { MoveName } from '../../server/modules/cases/workflow.ts';
import { getMessage, joinMessage } from '../../shared/contract/cases-portal.ts';
import { setLetterChannel } from '../../shared/contract/outbox-settings.ts';
import { isTold, type Stage, stageLetters } from '../../shared/text/letter-matrix.ts';
import { submitCase } from './cases.ts';
import { type HttpService, type MailServer, startHttpService, startMailServer } from './letter-servers.ts';
import { type Crew, makeCrew, POTHOLE } from './loop.ts';
import { startTestServer, type TestServer } from './server.ts';
import { signInAs } from './sign-in.ts';

/** The city of the lives: a mail server and an SMS gateway on the loopback, staff, and a clock that only goes on. */
export interface LetterTown {
  server: TestServer;
  crew: Crew;
  chair: string;
  mail: MailServer;
  gateway: HttpService;
  /** The moment of the town, ms. */
  now: () => number;
  /** Goes on by hours; everything due is done and delivered. */
  pass: (hours: number) => Promise<void>;
  close: () => Promise<void>;
}

const SYSTEM = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const HOUR = 3_600_000;

export async function openLetterTown(): Promise<LetterTown> {
  const server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  const [mail, gateway] = [await startMailServer(), await startHttpService()];
  let now = Date.parse('2026-11-24T05:00:00Z');
  server.setNow(new Date(now).toISOString());
  const admin = await signInAs(server, 'admin');
  const smtp = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'otklik@city.example' };
  const sms = {
    url: `${gateway.url}/?id={id}`,
    method: 'POST',
    body: '{"text":"{text}"}',
    mayBePrivate: true,
  };
  const channels = [
    ['email', smtp],
    ['sms', { ...sms, contentType: 'json', perHour: 100_000, perDay: 1_000_000 }],
  ] as const;
  for (const [channel, settings] of channels) {
    const body = { settings, secret: '', isActive: true };
    await server.call(setLetterChannel, { params: { channel }, body }, admin);
  }
  const deliver = async () => {
    await runMutation(server.app.services, SYSTEM, async (ctx) => ctx.enqueue(sweepJob, {}));
    await server.drain();
    await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
    await server.drain();
  };
  return {
    ...{ server, mail, gateway },
    crew: await makeCrew(server),
    chair: await signInAs(server, 'chair'),
    now: () => now,
    pass: async (hours) => {
      now += hours * HOUR;
      server.setNow(new Date(now).toISOString());
      await deliver();
    },
    close: async () => {
      await server.close();
      await mail.close();
      await gateway.close();
    },
  };
}

/** Who waits for word in a life, by which channel. */
export interface Person {
  role: 'author' | 'joiner';
  channel: 'email' | 'sms';
  contact: string;
  key: string;
  number: string;
}

let serial = 0;
const contactOf = (channel: Person['channel']): string => {
  serial += 1;
  return channel === 'email' ? `life${serial}@example.org` : `+7913${String(1_000_000 + serial)}`;
};
const asInput = ({ channel, contact }: Pick<Person, 'channel' | 'contact'>) =>
  channel === 'email' ? { email: contact } : { phone: contact };

/** A message of an author, with somebody who joined it an hour later. */
export async function begin(
  town: LetterTown,
  author: Person['channel'],
  joiner: Person['channel'],
): Promise<[Person, Person]> {
  const one = { role: 'author', channel: author, contact: contactOf(author) } as const;
  const sent = await submitCase(town.server, {
    factId: POTHOLE,
    phone: undefined,
    ...asInput(one),
    publish: true,
  });
  await town.server.app.pool.query(
    'UPDATE cases.case_file SET published_at = registered_at WHERE number = $1',
    [sent.number],
  );
  await town.pass(1);
  const other = { role: 'joiner', channel: joiner, contact: contactOf(joiner) } as const;
  const joined = await town.server.call(joinMessage, {
    params: { number: sent.number },
    body: { clientKey: randomUUID(), ...asInput(other), consent: true, consentVersion: '1' },
  });
  await town.pass(1);
  return [
    { ...one, key: sent.trackToken, number: sent.number },
    { ...other, key: joined.trackToken, number: sent.number },
  ];
}

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
  const body = source.slice(at + 4);
  const isBase64 = /content-transfer-encoding:\s*base64/i.test(head);
  const text = isBase64
    ? Buffer.from(body.replaceAll(/\s/g, ''), 'base64').toString('utf8')
    : Buffer.from(
        body
          .replaceAll(/=\r\n/g, '')
          .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
  return { id, text };
}

/** What reached one person, in order. */
async function arrivedTo(town: LetterTown, person: Person): Promise<Arrived[]> {
  const taken =
    person.channel === 'email'
      ? town.mail.letters.filter(({ to }) => to === person.contact).map(({ source }) => readMail(source))
      : town.gateway.calls.map(({ path, body }) => ({
          id: new URL(path, 'http://x').searchParams.get('id') ?? '',
          text: String((JSON.parse(body.toString('utf8')) as { text: string }).text),
        }));
  const { rows } = await town.server.app.pool.query(
    'SELECT id, purpose, state_at, recipient FROM outbox.letter WHERE recipient = $1',
    [person.contact],
  );
  const known = new Map(rows.map((row) => [row.id as string, row]));
  return taken.flatMap(({ id, text }) => {
    const row = known.get(id);
    return row ? [{ id, text, purpose: row.purpose as string, at: row.state_at as Date }] : [];
  });
}

const eventStages: Readonly<Record<string, Stage>> = {
  registered: 'case-registered',
  interim: 'case-interim',
  correction: 'answer-corrected',
};

/** Public stages the life went through, as its timeline has them. */
async function stagesOf(town: LetterTown, number: string): Promise<Stage[]> {
  const { rows } = await town.server.app.pool.query(
    `SELECT kind, visibility, data, text, actor FROM cases.event JOIN cases.case_file AS file ON file.id = case_id
     WHERE number = $1 AND visibility <> 'staff' ORDER BY event.id`,
    [number],
  );
  return rows.flatMap(({ kind, data, text, actor }): Stage[] => {
    if (kind === 'term') {
      if (data.dueAt) return ['case-term-extended'];
      return data.until ? ['case-term-held'] : [];
    }
    if (kind === 'status') {
      const stage = stageMeant(data.move as MoveName);
      if (stage === 'case-closed' && String(actor).startsWith('resident:')) return ['case-confirmed'];
      return stage ? [stage] : [];
    }
    const stage = eventStages[kind as string];
    return stage && (kind !== 'answer' || text) ? [stage] : [];
  });
}

const count = <T>(all: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};
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

/** What the letters of a life owe and do not give, in words; empty = no stage was silent, nothing untrue, nothing twice. */
export async function judgeLife(
  town: LetterTown,
  name: string,
  people: readonly Person[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const person of people) {
    const say = (text: string) => wrong.push(`${name}, ${person.role} (${person.channel}): ${text}`);
    const letters = await arrivedTo(town, person);
    const stages = await stagesOf(town, person.number);
    const seen = person.role === 'joiner' ? stages.slice(stages.indexOf('case-registered') + 1) : stages;
    const owed = count(seen.filter((stage) => isTold(stage, person.role, person.channel)));
    const got = count(letters.map(({ purpose }) => purpose));
    for (const [stage, times] of owed)
      if ((got.get(stage) ?? 0) !== times) say(`${stage}: писем ${got.get(stage) ?? 0} вместо ${times}`);
    for (const [purpose] of got)
      if (purpose in stageLetters && !isTold(purpose as Stage, person.role, person.channel))
        say(`${purpose}: письма не должно быть`);
    if (person.role === 'joiner' && got.get('case-joined') !== 1) say('нет расписки о присоединении');
    for (const letter of letters) {
      for (const date of datesOf(letter.text))
        if (date < letter.at.toISOString().slice(0, 10))
          say(`${letter.purpose}: обещан прошедший день ${date}`);
      if (isRepeated(letter, letters)) say(`${letter.purpose}: дважды`);
      const key = /\?k=([\w-]+)/.exec(letter.text)?.[1];
      if (key !== person.key) say(`${letter.purpose}: ссылка не та`);
    }
    const page = await town.server.call(getMessage, {
      params: { number: person.number },
      query: { k: person.key },
    });
    if (page.access !== (person.role === 'author' ? 'own' : 'joined')) say('ссылка открывает не своё');
    await judgeDate(town, person, letters, say);
  }
  return wrong;
}

/** While an answer is waited for, the date last told is the date that stands. */
async function judgeDate(
  town: LetterTown,
  person: Person,
  letters: readonly Arrived[],
  say: (text: string) => void,
): Promise<void> {
  const { rows } = await town.server.app.pool.query(
    'SELECT due_at, answered_at, closed_at, status FROM cases.case_file WHERE number = $1',
    [person.number],
  );
  const [file] = rows;
  if (!file.due_at || file.answered_at || file.closed_at || file.status === 'rejected') return;
  const last = letters.flatMap(
    ({ text }) => /(?:Ответим (?:до|не позже)|Новый ответ — до) (\d\d)\.(\d\d)\.(\d{4})/u.exec(text) ?? [],
  );
  const told = last.length > 0 ? last.slice(-3).toReversed().join('-') : '';
  const stands = new Date(file.due_at.getTime() + 5 * HOUR).toISOString().slice(0, 10);
  if (told && told !== stands) say(`сказано ${told}, стоит ${stands}`);
}
