import { randomUUID } from 'node:crypto';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { trackToken } from '../../../server/messages/cases/core/tracking.ts';
import { sweepCasesJob } from '../../../server/messages/cases/sweeps/sweep.ts';
import { setLetterChannel } from '../../../shared/contract/base/outbox-settings.ts';
import { joinMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { registerCase } from '../../../shared/contract/messages/cases-staff.ts';
import { registerAppeal } from '../../../shared/contract/messages/office.ts';
import { HOUR } from '../../../shared/time.ts';
import { type Crew, makeCrew, POTHOLE } from '../loop.ts';
import { paperLetter } from '../site/appeals.ts';
import { exposeCase, submitCase } from '../site/cases.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { type HttpService, type MailServer, startHttpService, startMailServer } from './letter-servers.ts';

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
    await runMutation(server.app.services, SYSTEM, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
    await server.drain();
    await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
    await server.drain();
  };
  return {
    server,
    mail,
    gateway,
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

/** One way a message may go, from its registration on; `author` acts by their own link. */
export type Course = (town: LetterTown, author: Person) => Promise<void>;

/** Who waits for word in a life, by which channel. */
export interface Person {
  role: 'author' | 'joiner';
  /** `none` = left no contact: their own link alone tells them. */
  channel: 'email' | 'sms' | 'none';
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
  author: Exclude<Person['channel'], 'none'>,
  joiner: Exclude<Person['channel'], 'none'>,
): Promise<[Person, Person]> {
  const one = { role: 'author', channel: author, contact: contactOf(author) } as const;
  const sent = await submitCase(town.server, {
    factId: POTHOLE,
    phone: undefined,
    ...asInput(one),
    publish: true,
  });
  await exposeCase(town.server, sent.number);
  await town.pass(1);
  const other = await joinLater(town, sent.number, joiner);
  return [{ ...one, key: sent.trackToken, number: sent.number }, other];
}

async function joinLater(
  town: LetterTown,
  number: string,
  channel: Exclude<Person['channel'], 'none'>,
): Promise<Person> {
  const other = { role: 'joiner', channel, contact: contactOf(channel) } as const;
  const joined = await town.server.call(joinMessage, {
    params: { number },
    body: { clientKey: randomUUID(), ...asInput(other), consent: true, consentVersion: '1' },
  });
  await town.pass(1);
  return { ...other, key: joined.trackToken, number };
}

/** Somebody who left neither a phone nor an e-mail: called from a hidden number, or wrote on paper. Whoever joined left one. */
export async function beginUnreached(town: LetterTown, isOnPaper: boolean): Promise<[Person, ...Person[]]> {
  const body = isOnPaper
    ? paperLetter({ factId: POTHOLE })
    : { clientKey: randomUUID(), kind: 'phone_call' as const, text: 'На дороге яма.', factId: POTHOLE };
  const route = isOnPaper ? registerAppeal : registerCase;
  const { number } = await town.server.call(
    route as typeof registerCase,
    { body: body as never },
    town.crew.operator,
  );
  await town.pass(1);
  const { rows } = await town.server.app.pool.query<{ id: string }>(
    'SELECT contact.id FROM cases.contact JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1',
    [number],
  );
  const one: Person = { role: 'author', channel: 'none', contact: '', key: trackToken(rows[0]!.id), number };
  if (isOnPaper) return [one];
  await exposeCase(town.server, number);
  return [one, await joinLater(town, number, 'email')];
}
