/** What the product shows of the cases of a chunk, read together: its lists, its journal, its letters, its cards. */
import { listCases } from '../../shared/contract/messages/cases-list.ts';
import { type JournalLine, listAppeals } from '../../shared/contract/messages/office.ts';
import { dayOf, type World } from './oracle/calendar.ts';
import type { View } from './oracle/compare.ts';
import type { Letter, Life } from './oracle/facts.ts';
import { isReached, type Player } from './player.ts';
import type { Site } from './site.ts';

interface FileRow {
  id: string;
  status: string;
  due_at: Date | null;
  answered_at: Date | null;
  closed_at: Date | null;
  person: string | null;
  reach: string | null;
  body: string | null;
  paused_at: Date | null;
  is_broken: boolean;
  forward_late: boolean;
  corrections: number;
  letters: string[] | null;
  papers: string[] | null;
  children: { regime: string; due_at: string | null }[] | null;
}

/** One statement for all: by keys and by indexes on the case. */
const filesSql = `
SELECT file.id, file.status, file.due_at, file.answered_at, file.closed_at, file.body,
  contact.person_name AS person, coalesce(contact.phone, contact.email) AS reach,
  (SELECT paused_at FROM cases.clock WHERE case_id = file.id AND kind = 'answer' AND stopped_at IS NULL ORDER BY id DESC LIMIT 1) AS paused_at,
  false AS is_broken,
  EXISTS (SELECT FROM cases.clock WHERE case_id = file.id AND kind LIKE 'forward%' AND coalesce(stopped_at, $2) > due_at) AS forward_late,
  (SELECT count(*)::int FROM cases.event WHERE case_id = file.id AND kind IN ('regime', 'receipt') AND data->>'from' IS DISTINCT FROM data->>'to') AS corrections,
  (SELECT array_agg(purpose) FROM outbox.letter WHERE case_id = file.id) AS letters,
  (SELECT array_agg(kind) FROM office.document WHERE case_id = file.id AND sent_at IS NOT NULL) AS papers,
  (SELECT json_agg(json_build_object('regime', child.regime, 'due_at', child.due_at)) FROM cases.case_file AS child WHERE child.parent_id = file.id) AS children
FROM cases.case_file AS file
JOIN LATERAL (SELECT * FROM cases.contact WHERE case_id = file.id AND NOT is_joiner ORDER BY received_at LIMIT 1) AS contact ON true
WHERE file.id = ANY($1::uuid[])`;

async function readOverdue(site: Site): Promise<Set<string>> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await site.server.call(
      listCases,
      { query: { overdue: 'yes', limit: 200, ...(cursor && { cursor }) } },
      site.cookies.clerk,
    );
    for (const { id } of page.rows) found.add(id);
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}

async function readJournal(site: Site): Promise<Map<string, JournalLine>> {
  const found = new Map<string, JournalLine>();
  let cursor: string | undefined;
  do {
    const page = await site.server.call(
      listAppeals,
      { query: { limit: 200, ...(cursor && { cursor }) } },
      site.cookies.clerk,
    );
    for (const line of page.lines) found.set(line.caseId, line);
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}

/** Statuses in which nothing more is owed to the author by us. */
const settled = new Set(['rejected', 'forwarded_out', 'merged']);

const byOutbox: Readonly<Record<string, Letter>> = {
  'case-answered': 'answer',
  'case-forwarded': 'forward_notice',
  'case-term-extended': 'extension_notice',
  'case-terminated': 'termination_notice',
  'case-rejected': 'refusal_notice',
};

const byPaper: Readonly<Record<string, readonly Letter[]>> = {
  'answer-letter': ['answer'],
  'forward-notice': ['forward_notice'],
  'extension-notice': ['extension_notice'],
  'termination-notice': ['termination_notice'],
  'return-notice': ['refusal_notice', 'return_letter', 'published_notice'],
};

/** An appeal is answered by a signed paper alone; who named an e-mail is told of the rest at once, by the program itself. */
function lettersOf(player: Player, row: FileRow): Letter[] {
  const appeal = player.life.facts.regime === 'appeal_59fz';
  const papers = (row.papers ?? []).flatMap((kind) => byPaper[kind] ?? []);
  const mails = (row.letters ?? []).flatMap((purpose) => byOutbox[purpose] ?? []);
  if (!appeal) return [...mails, ...papers];
  const told = isReached(player) ? mails.filter((letter) => letter !== 'answer') : [];
  return [...papers, ...told];
}

export interface Shown extends View {
  status: string;
  children: { regime: string; dueAt: number | null }[];
}

export async function readViews(
  world: World,
  site: Site,
  players: readonly Player[],
): Promise<Map<string, Shown>> {
  const ids = players.map(({ id }) => id);
  const now = new Date(site.now());
  const [{ rows }, overdue, journal] = await Promise.all([
    site.server.app.pool.query<FileRow>(filesSql, [ids, now]),
    readOverdue(site),
    readJournal(site),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    players.flatMap((player) => {
      const row = byId.get(player.id);
      return row ? [[player.id, toView(world, player, row, overdue, journal)] as const] : [];
    }),
  );
}

function toView(
  world: World,
  player: Player,
  row: FileRow,
  overdue: ReadonlySet<string>,
  journal: ReadonlyMap<string, JournalLine>,
): Shown {
  const line = journal.get(row.id);
  return {
    status: row.status,
    answerOwed:
      row.due_at !== null &&
      !row.answered_at &&
      !row.closed_at &&
      !settled.has(row.status) &&
      !isPromiseSent(row),
    due: row.due_at && dayOf(world, row.due_at.getTime()),
    dueAt: row.due_at?.getTime() ?? null,
    paused: row.paused_at !== null,
    listed: overdue.has(row.id),
    broken: brokenBy(row, line),
    letters: lettersOf(player, row),
    corrections: row.corrections,
    readable: row.body !== '' && knowsAuthor(player.life, row),
    children: (row.children ?? []).map(({ regime, due_at }) => ({
      regime,
      dueAt: due_at ? Date.parse(due_at) : null,
    })),
  };
}

/** Who left no name, or withdrew the consent of a case that was over since, need not be known. */
const knowsAuthor = ({ facts, forgotten }: Life, { person, reach }: FileRow): boolean =>
  person !== null || reach !== null || !facts.hasName || forgotten;

/** The signed letter with a promised day has gone: what runs is that promise. */
const isPromiseSent = ({ status, papers }: FileRow): boolean =>
  status === 'deferred' && (papers ?? []).includes('answer-letter');

function brokenBy(_row: FileRow, line: JournalLine | undefined): View['broken'] {
  return line?.isOverdue ? { journal: true } : {};
}
