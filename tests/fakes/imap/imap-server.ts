import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A letter in the fake mailbox. */
export interface FakeLetter {
  uid: number;
  source: Buffer;
  flags: Set<string>;
  arrivedAt: Date;
}

/**
 * A mailbox on the loopback by IMAP4rev1 (RFC 3501), as much of it as is needed to read an inbox: LOGIN, CAPABILITY, NOOP, LIST, SELECT and
 * EXAMINE of INBOX, UID SEARCH of all and of a range, UID FETCH of UID, FLAGS, INTERNALDATE, RFC822.SIZE and BODY.PEEK[]<0.n>, UID STORE
 * +FLAGS (refused after EXAMINE), LOGOUT. As real servers do, it answers `9:*` by the last letter even where that is the eighth. No encryption,
 * no IDLE, no other folders.
 */
export interface FakeMailbox {
  port: number;
  letters: FakeLetter[];
  validity: number;
  password: string;
  /** Commands as they came, without arguments that are secrets. */
  commands: string[];
  put: (source: string | Buffer, more?: { flags?: string[]; arrivedAt?: Date }) => FakeLetter;
  close: () => Promise<void>;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const internalDate = (date: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `"${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000"`;
};

/** Letters of `3,5:7,9:*`. */
function choose(letters: readonly FakeLetter[], set: string): FakeLetter[] {
  const last = letters.at(-1)?.uid ?? 0;
  const numberOf = (text: string) => (text === '*' ? last : Number(text));
  const ranges = set.split(',').map((part) => {
    const [from = '', to = from] = part.split(':');
    return [numberOf(from), numberOf(to)].sort((a, b) => a - b) as [number, number];
  });
  return letters.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to));
}

function fetchItem(letter: FakeLetter, query: string, at: number): Buffer {
  const items = [`UID ${letter.uid}`];
  if (/\bFLAGS\b/u.test(query)) items.push(`FLAGS (${[...letter.flags].join(' ')})`);
  if (/\bINTERNALDATE\b/u.test(query)) items.push(`INTERNALDATE ${internalDate(letter.arrivedAt)}`);
  if (/\bRFC822\.SIZE\b/u.test(query)) items.push(`RFC822.SIZE ${letter.source.length}`);
  const head = `* ${at} FETCH (${items.join(' ')}`;
  const body = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/u.exec(query);
  if (!body) return Buffer.from(`${head})\r\n`);
  const [from, most] = [Number(body[1] ?? 0), Number(body[2] ?? letter.source.length)];
  const part = letter.source.subarray(from, from + most);
  const name = body[1] === undefined ? 'BODY[]' : `BODY[]<${from}>`;
  return Buffer.concat([Buffer.from(`${head} ${name} {${part.length}}\r\n`), part, Buffer.from(')\r\n')]);
}

export async function startFakeMailbox(): Promise<FakeMailbox> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    serve(socket, mailbox);
  });
  const mailbox: FakeMailbox = {
    port: 0,
    letters: [],
    validity: 1,
    password: 'пароль',
    commands: [],
    put(source, { flags = [], arrivedAt = new Date() } = {}) {
      const uid = (mailbox.letters.at(-1)?.uid ?? 0) + 1;
      const letter = { uid, source: Buffer.from(source), flags: new Set(flags), arrivedAt };
      mailbox.letters.push(letter);
      return letter;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  mailbox.port = (server.address() as AddressInfo).port;
  return mailbox;
}

/** What of the text is a whole command, a word that came as a literal among the others, and what follows it; null while it is not whole. */
function takeCommand(text: string): { command: string; rest: string } | { isLiteralAwaited: boolean } {
  const literal = /^([^\r\n]*)\{(\d+)\}\r\n/u.exec(text);
  if (literal) {
    const [head, before = '', size = '0'] = literal;
    const end = head.length + Number(size);
    if (text.length < end) return { isLiteralAwaited: text.length === head.length };
    return takeCommand(`${before}"${text.slice(head.length, end)}"${text.slice(end)}`);
  }
  const end = text.indexOf('\r\n');
  if (end < 0) return { isLiteralAwaited: false };
  return { command: Buffer.from(text.slice(0, end), 'latin1').toString('utf8'), rest: text.slice(end + 2) };
}

function serve(socket: Socket, mailbox: FakeMailbox): void {
  const talk = { pending: '', isReadOnly: true };
  socket.setNoDelay(true).write('* OK fake IMAP4rev1\r\n');
  socket.on('data', (part: Buffer) => {
    talk.pending += part.toString('latin1');
    for (;;) {
      const taken = takeCommand(talk.pending);
      if (!('command' in taken)) {
        if (taken.isLiteralAwaited) socket.write('+ go on\r\n');
        return;
      }
      talk.pending = taken.rest;
      const [, tag = '*', name = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/u.exec(taken.command) ?? [];
      const command = name.toUpperCase();
      mailbox.commands.push(command === 'LOGIN' ? command : `${command} ${rest}`.trim());
      const { lines, end = 'OK done' } = answerOf(command, rest, mailbox, talk);
      for (const line of lines) socket.write(typeof line === 'string' ? `${line}\r\n` : line);
      socket.write(`${tag} ${end}\r\n`);
      if (command === 'LOGOUT') socket.end();
    }
  });
}

interface Answer {
  lines: (string | Buffer)[];
  /** The last line, without its tag. */
  end?: string;
}

function answerOf(
  command: string,
  rest: string,
  mailbox: FakeMailbox,
  talk: { isReadOnly: boolean },
): Answer {
  const { letters, validity, password } = mailbox;
  switch (command) {
    case 'CAPABILITY':
      return { lines: ['* CAPABILITY IMAP4rev1 UIDPLUS'] };
    case 'LOGIN':
      return rest.includes(password)
        ? { lines: [] }
        : { lines: [], end: 'NO [AUTHENTICATIONFAILED] Invalid credentials' };
    case 'LIST':
    case 'LSUB':
      return { lines: [`* ${command} (\\HasNoChildren) "/" INBOX`] };
    case 'SELECT':
    case 'EXAMINE':
      talk.isReadOnly = command === 'EXAMINE';
      return {
        lines: [
          '* FLAGS (\\Answered \\Seen \\Deleted)',
          `* OK [PERMANENTFLAGS (${talk.isReadOnly ? '' : '\\Answered \\Seen'})] flags`,
          `* ${letters.length} EXISTS`,
          `* OK [UIDVALIDITY ${validity}] validity`,
          `* OK [UIDNEXT ${(letters.at(-1)?.uid ?? 0) + 1}] next`,
        ],
        end: `OK [READ-${talk.isReadOnly ? 'ONLY' : 'WRITE'}] opened`,
      };
    case 'UID SEARCH': {
      const found = choose(letters, /UID (\S+)/u.exec(rest)?.[1] ?? '1:*').map(({ uid }) => uid);
      return { lines: [['* SEARCH', ...found].join(' ')] };
    }
    case 'UID FETCH': {
      const [, set = '', query = ''] = /^(\S+) (.*)$/u.exec(rest) ?? [];
      return { lines: choose(letters, set).map((one) => fetchItem(one, query, letters.indexOf(one) + 1)) };
    }
    case 'UID STORE': {
      if (talk.isReadOnly) return { lines: [], end: 'NO read only' };
      const [, set = '', flags = ''] = /^(\S+) \+FLAGS(?:\.SILENT)? \((.*)\)$/u.exec(rest) ?? [];
      for (const letter of choose(letters, set)) for (const flag of flags.split(' ')) letter.flags.add(flag);
      return { lines: [] };
    }
    case 'LOGOUT':
      return { lines: ['* BYE'] };
    default: {
      const isKnown = ['NOOP', 'CLOSE', 'UNSELECT', 'ID', 'ENABLE'].includes(command);
      return isKnown ? { lines: [] } : { lines: [], end: 'BAD unknown' };
    }
  }
}
