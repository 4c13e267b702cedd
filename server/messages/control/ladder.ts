import {
  type getLadder as getLadderRoute,
  ladderRoles,
  type previewLadder as previewLadderRoute,
  type saveLadder as saveLadderRoute,
} from '../../../shared/contract/messages/escalation.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import {
  compareLadders,
  type LadderStep,
  listLadders,
  loadStored,
  localDate,
  readLadderDraft,
  storeLadder,
} from '../../base/deadlines/index.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { offers } from '../../lib/module/offers.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { clockTitle, openClocks } from '../cases/index.ts';

/** Open terms one preview looks at, and cases it names. */
const CONSIDERED = 20_000;
const NAMED = 50;

/** Route: the ladder in force and those before it. */
export async function getLadder(ctx: Ctx): Promise<RouteReplyInput<typeof getLadderRoute>> {
  const versions = listLadders();
  const subjects = ctx.ports.list(clockSubject);
  const titleOf = (kind: string) =>
    subjects.map(({ title }) => title(kind)).find((title) => title !== undefined) ?? clockTitle(kind);
  const kinds = new Set(versions.flatMap(({ ladders }) => ladders.flatMap(({ clocks }) => clocks)));
  return {
    versions,
    clocks: Object.fromEntries([...kinds].map((kind) => [kind, titleOf(kind)])),
    can: offers(ctx, { edit: 'deadlines.manage' }),
  };
}

type Preview = typeof previewLadderRoute;

/**
 * Route: the reminders that lie ahead of open cases, as they will come and as they would by the draft. Nothing moves: a
 * running clock keeps the ladder of the day it began.
 */
export async function previewLadder(
  ctx: Ctx,
  { body }: HandlerInput<Preview>,
): Promise<RouteReplyInput<Preview>> {
  const compare = compareLadders(readLadderDraft(body.draft, localDate(ctx.now)));
  const found = await openClocks(ctx, null, CONSIDERED + 1);
  const clocks = found.slice(0, CONSIDERED);
  const tally = new Map(ladderRoles.map((role) => [role, { role, before: 0, after: 0 }]));
  const changed: { number: string; title: string; from: string | null; to: string | null }[] = [];
  for (const clock of clocks) {
    const ahead = compare(clock, ctx.now);
    for (const side of ['before', 'after'] as const)
      for (const { step } of ahead[side]) for (const role of step.to) knownIn(tally, role)[side] += 1;
    if (describe(ahead.before) === describe(ahead.after)) continue;
    const [from = null, to = null] = [ahead.before[0], ahead.after[0]].map((next) => next?.at.toISOString());
    changed.push({ number: clock.number, title: clockTitle(clock.kind), from, to });
  }
  return {
    considered: clocks.length,
    changed: new Set(changed.map(({ number }) => number)).size,
    isPartial: found.length > CONSIDERED,
    roles: [...tally.values()],
    cases: changed.slice(0, NAMED),
  };
}

const describe = (ahead: readonly { at: Date; step: LadderStep }[]): string =>
  JSON.stringify(ahead.map(({ at, step }) => [at, step.to.toSorted(), step.delivery]));

type Save = typeof saveLadderRoute;

/** Route: puts the version in force from its day; here once it is committed, in other processes within seconds. */
export async function saveLadder(
  ctx: Ctx,
  { body }: HandlerInput<Save>,
  { services }: Exchange,
): Promise<RouteReplyInput<Save>> {
  const entry = readLadderDraft(body.draft, localDate(ctx.now));
  try {
    await runMutation(services, ctx, (tx) => storeLadder(tx, entry, body.reason));
  } catch (error) {
    if (isTaken(error))
      throw new AppError('lib.conflict', 'Такую редакцию только что ввёл другой человек. Обновите страницу.');
    throw error;
  }
  await loadStored(services);
  return { version: entry.version };
}
