/** Plays a chunk of walks side by side on one server: day after day an act of each, and what is shown against what is so. */
import { HOUR } from '../../shared/time.ts';
import { toAct } from './acts.ts';
import { bear } from './births.ts';
import type { Coverage } from './coverage.ts';
import { readFigures } from './figures.ts';
import { addDays, dayOf, startOfDay, type World } from './oracle/calendar.ts';
import { certain, compare, compareBirth, compareFigures, type Violation } from './oracle/compare.ts';
import type { Act } from './oracle/facts.ts';
import { apply, tick } from './oracle/life.ts';
import { judge } from './oracle/rules.ts';
import { stageOf } from './oracle/stage.ts';
import { perform } from './perform.ts';
import { type Plan, type PlannedStep, roundDays, type Want } from './plan.ts';
import type { Outcome, Player } from './player.ts';
import { createRandom } from './random.ts';
import { sideBySide } from './side-by-side.ts';
import { openSite, type Site } from './site.ts';
import { readViews, type Shown } from './views.ts';

/** Chunks begin on days of a year that the calendar knows with what follows; all of them are past for the machine. */
function birthday(seed: number, chunk: number): string {
  const random = createRandom(seed, 1_000_000 + chunk);
  return addDays('2025-09-01', random.int(0, 270));
}

export interface ChunkResult {
  steps: number;
  players: Player[];
}

export interface Chunk {
  seed: number;
  number: number;
  plans: readonly Plan[];
}

export async function playChunk(world: World, chunk: Chunk, coverage: Coverage | null): Promise<ChunkResult> {
  const born = birthday(chunk.seed, chunk.number);
  const momentOf = (round: number) => startOfDay(world, addDays(born, roundDays[round]!)) + 10 * HOUR;
  const site = await openSite(momentOf(0));
  try {
    const players = await bear(world, site, chunk.plans);
    let steps = players.length;
    for (const player of players) {
      note(player, 0, compareBirth(world, player.life, site.now()));
      const act = player.plan.late > 0 ? 'late_import' : null;
      if (act) coverage?.visit(player.life.facts.regime, act, stageOf(player.life));
    }
    await check(world, site, players, 0);
    for (let round = 1; round < roundDays.length; round += 1) {
      site.setNow(momentOf(round));
      await site.run('cases.sweep', 'cases.retention');
      await followTime(world, site, players, coverage);
      await sideBySide(players, async (player) => {
        const before = stageOf(player.life);
        for (const kind of ['time_passes', 'retention'] as const)
          coverage?.visit(player.life.facts.regime, kind, before);
        const planned = player.plan.steps.filter((step) => step.round === round);
        for (const step of planned) {
          steps += 1;
          await playStep(world, site, player, step, coverage);
        }
      });
      await site.run();
      await check(world, site, players, round);
    }
    await checkFigures(world, site, players, born);
    return { steps, players };
  } finally {
    await site.close();
  }
}

const note = (player: Player, round: number, found: readonly Violation[]): void => {
  player.found.push(...found.map((one) => ({ ...one, round })));
};

/** What happens by itself: silence after a question, the end of a pause. The rest is for the comparison to find. */
async function followTime(
  world: World,
  site: Site,
  players: readonly Player[],
  coverage: Coverage | null,
): Promise<void> {
  for (const player of players) {
    player.life = tick(player.life, site.now());
    const { life } = player;
    if ((!life.asked && life.pausedAt === null) || life.merged) continue;
    const seen = await observe(site, player);
    if (life.asked && seen.status !== 'clarification') {
      coverage?.visit(life.facts.regime, 'author_silent', stageOf(life));
      const kind = seen.status === 'closed_no_reply' ? 'author_silent' : 'author_answers';
      player.life = apply(world, life, { kind }, site.now(), seen);
    } else if (life.pausedAt !== null && !seen.stopped)
      player.life = apply(world, life, { kind: 'resume' }, site.now(), seen);
  }
}

interface Seen {
  status: string;
  dueAt: number | null;
  /** The end of the term of the answer itself, whatever the case shows in its place: a promised day, or none after a forward. */
  termAt: number | null;
  stopped: boolean;
}

interface SeenRow {
  status: string;
  due_at: Date | null;
  term_at: Date | null;
  paused: boolean;
}

async function observe(site: Site, player: Player): Promise<Seen> {
  const { rows } = await site.server.app.pool.query<SeenRow>(
    `SELECT file.status, file.due_at,
       (SELECT due_at FROM cases.clock WHERE case_id = file.id AND kind = 'answer' AND NOT is_void ORDER BY id DESC LIMIT 1) AS term_at,
       EXISTS (SELECT FROM cases.clock WHERE case_id = file.id AND kind = 'answer' AND stopped_at IS NULL
       AND paused_at IS NOT NULL) AS paused FROM cases.case_file AS file WHERE id = $1`,
    [player.id],
  );
  const { status, due_at, term_at, paused } = rows[0]!;
  return {
    status,
    dueAt: due_at?.getTime() ?? null,
    termAt: term_at?.getTime() ?? null,
    stopped: paused,
  };
}

async function playStep(
  world: World,
  site: Site,
  player: Player,
  step: PlannedStep,
  coverage: Coverage | null,
): Promise<void> {
  if (player.isAdrift) return;
  player.life = tick(player.life, site.now());
  // Nobody does a silence: a question is asked, and time does the rest.
  const want: Want = step.want.kind === 'author_silent' ? { kind: 'ask_author', variant: 0 } : step.want;
  const act = toAct(world, site, player, want);
  const stage = stageOf(player.life);
  const verdict = judge(world, player.life, act, step.by, site.now());
  const outcome = await perform(site, player, act, step.by);
  if (outcome.kind !== 'skipped') coverage?.visit(player.life.facts.regime, act.kind, stage);
  player.course.push({
    round: step.round,
    day: new Date(site.now()).toISOString().slice(0, 10),
    act,
    by: step.by,
    stage,
    outcome: outcome.kind,
    said: outcome.kind === 'accepted' ? '' : outcome.said,
  });
  note(player, step.round, againstVerdict(verdict, outcome));
  if (player.resumed) {
    player.life = apply(world, player.life, { kind: 'author_answers' }, site.now(), player.resumed);
    delete player.resumed;
  }
  const done = doneInstead(player, act) ?? (outcome.kind === 'accepted' ? act : null);
  if (!done) return;
  // What was done and undone leaves the case as it was.
  if (done.kind === 'undo') return;
  const seen = await observe(site, player);
  player.life = apply(world, player.life, withObserved(done, seen), site.now(), seen);
}

/** What stands though the act itself was refused. */
function doneInstead(player: Player, act: Act): Act | null {
  const { isReleased, isToldAfterAll } = player;
  Object.assign(player, { isReleased: false, isToldAfterAll: false });
  if (isReleased) return { kind: 'approve_unsent' };
  return isToldAfterAll && act.kind === 'forward' ? { ...act, withoutNotice: false } : null;
}

/** A corrected fact brings the promise of the new order with it: the term it gives the answer, not a day promised since. */
function withObserved(act: Act, { termAt }: Seen): Act {
  if (act.kind !== 'correct_regime' && act.kind !== 'correct_receipt') return act;
  return { ...act, promise: termAt === null ? null : { dueAt: termAt, unit: 'calendar_day' } };
}

function againstVerdict(verdict: ReturnType<typeof judge>, outcome: Outcome): Violation[] {
  if (verdict.verdict === 'never' && outcome.kind === 'accepted')
    return [{ article: verdict.article, what: 'must be refused', expected: verdict.why, seen: 'accepted' }];
  if (verdict.verdict === 'must' && outcome.kind === 'refused')
    return [
      { article: verdict.article, what: 'may not be refused', expected: verdict.why, seen: outcome.said },
    ];
  return [];
}

async function check(world: World, site: Site, players: readonly Player[], round: number): Promise<void> {
  const views = await readViews(world, site, players);
  for (const player of players) {
    if (player.isAdrift || player.found.length > 0) continue;
    const view = views.get(player.id);
    if (!view) {
      note(player, round, [
        { article: 'ст. 9 ч. 1', what: 'a case is there', expected: player.number, seen: 'gone' },
      ]);
      continue;
    }
    player.life = tick(player.life, site.now());
    note(player, round, [...compare(world, player.life, view, site.now()), ...compareParts(player, view)]);
  }
}

/** ст. 12 ч. 1: a part of an appeal is an appeal, in the term of the whole. */
function compareParts(player: Player, view: Shown): Violation[] {
  // Parts made under another order keep its terms until they are joined again.
  if (player.life.facts.regime !== 'appeal_59fz' || player.life.corrections.some(({ of }) => of === 'regime'))
    return [];
  return view.children
    .filter(({ regime, dueAt }) => regime !== 'appeal_59fz' || (dueAt ?? 0) > player.life.answer.brokenAfter)
    .map(({ regime, dueAt }) => ({
      article: 'ст. 8 ч. 4, ст. 12 ч. 1',
      what: 'a part has the order and the term of the whole',
      expected: String(player.life.answer.due),
      seen: `${regime} ${dueAt && new Date(dueAt).toISOString()}`,
    }));
}

/** At the end: a breach is a fact in every figure, whatever became of the case since. */
async function checkFigures(
  world: World,
  site: Site,
  players: readonly Player[],
  born: string,
): Promise<void> {
  const { k1, matrix } = await readFigures(site, addDays(born, -60), dayOf(world, site.now()));
  for (const player of players) {
    const { life, number } = player;
    // What was merged is counted with the case it was merged into.
    if (player.isAdrift || player.found.length > 0 || life.merged || !certain(life, site.now())) continue;
    const seen = { k1: k1.has(number), matrix: matrix.has(number) };
    note(player, roundDays.length - 1, compareFigures(life, seen));
  }
}
