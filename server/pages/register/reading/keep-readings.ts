import { hash } from 'node:crypto';
import { addDays } from '../../../../shared/text/periods.ts';
import { uncapitalise } from '../../../../shared/text/words.ts';
import { HOUR, MINUTE } from '../../../../shared/time.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { listUnits } from '../../../base/identity/index.ts';
import { NetworkFailure, type PageProfile } from '../../../base/networks/index.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { networkHosts } from '../network-hosts.ts';
import { pagesPack } from '../pack.ts';
import { type LatestReading, readLatest, type StoredFinding, sinceWhen } from '../proof/findings.ts';
import { settleFixes } from '../proof/fixes.ts';
import { settleOpening } from '../proof/opening.ts';
import type { PageRow } from '../rows.ts';
import { tellPageAct } from '../store.ts';
import { type BodyFacts, judgeProfile } from './judge-profile.ts';

/** A page is asked anew each night at so many hours by the city's clock. */
const NIGHT = 5;
/** One that could not be read is asked again within the day: soonest, where nothing is said, and latest. */
const SOONEST = 10 * MINUTE;
const LATER = HOUR;
const LATEST = 6 * HOUR;

/** What became of asking for a page; the page as it was when it was asked. */
export interface AskedPage {
  page: Pick<PageRow, 'id' | 'network_page_id'>;
  outcome: PageProfile | NetworkFailure;
}

const hosts = Object.values(networkHosts).flat();

/** PostgreSQL keeps neither NUL nor halves of characters. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', ' ');

/** So many people nobody counts: a number that is none is not known. */
const MOST_MEMBERS = 2_147_483_647;
const countIn = ({ members }: PageProfile): number | null =>
  Number.isInteger(members) && members !== null && members >= 0 && members <= MOST_MEMBERS ? members : null;

/** Keeps what was read and what was not, of pages that are kept and read by the same page of networks still. */
export async function keepReadings(ctx: Ctx, asked: readonly AskedPage[]): Promise<void> {
  const ids = asked.map(({ page }) => page.id);
  if (ids.length === 0) return;
  const rows = await ctx.db
    .selectFrom('register.page')
    .selectAll()
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const pageOf = new Map(rows.map((row) => [row.id, row]));
  const units = new Map((await listUnits(ctx.db)).map((unit) => [unit.id, unit]));
  const former = await readLatest(ctx, ids, ctx.now);
  for (const { page, outcome } of asked) {
    const row = pageOf.get(page.id);
    if (row?.network_page_id == null || row.network_page_id !== page.network_page_id) continue;
    if (outcome instanceof NetworkFailure) await keepFailure(ctx, row, outcome);
    else {
      const unit = units.get(row.unit_id);
      const body = unit ?? { title: row.title, shortTitle: '', phone: null, email: null };
      await keepReading(ctx, row, outcome, { body, former: former.get(row.id) });
    }
  }
}

/** A page that cannot be read keeps what was known of it, and says since when nothing new is. */
async function keepFailure(ctx: Ctx, { id }: PageRow, failure: NetworkFailure): Promise<void> {
  const wait = Math.min(Math.max(failure.retryAfter ?? LATER, SOONEST), LATEST);
  const isForPeople =
    failure.trouble === 'key' || failure.trouble === 'rights' || failure.trouble === 'missing';
  const dueAt = new Date(ctx.now.getTime() + (isForPeople ? LATEST : wait));
  const trouble = storable(failure.message);
  await ctx.db
    .insertInto('register.reader')
    .values({ page_id: id, due_at: dueAt, failing_since: ctx.now, trouble })
    .onConflict((conflict) =>
      conflict.column('page_id').doUpdateSet((build) => ({
        due_at: dueAt,
        trouble,
        failing_since: build.fn.coalesce('register.reader.failing_since', build.val(ctx.now)),
      })),
    )
    .execute();
}

interface Known {
  body: BodyFacts;
  former: LatestReading | undefined;
}

async function keepReading(
  ctx: Ctx,
  row: PageRow,
  profile: PageProfile,
  { body, former }: Known,
): Promise<void> {
  const today = localDate(ctx.now);
  const { checks } = pagesPack.on(today);
  const found = judgeProfile(checks, profile, body, hosts).map((one) => ({
    ...one,
    shown: storable(one.shown),
  }));
  const findings = sinceWhen(found, former, ctx.now);
  const raw = storable(profile.raw);
  const members = countIn(profile);
  await ctx.db
    .insertInto('register.reading')
    .values({
      id: newId(),
      page_id: row.id,
      network_page_id: row.network_page_id ?? '',
      at: ctx.now,
      by_name: nameOfActor(ctx),
      raw,
      sha256: hash('sha256', raw),
      members,
      findings: JSON.stringify(findings),
    })
    .execute();
  const state = {
    due_at: new Date(localDayStart(addDays(today, 1)).getTime() + NIGHT * HOUR),
    read_at: ctx.now,
    failing_since: null,
    trouble: '',
  };
  await ctx.db
    .insertInto('register.reader')
    .values({ page_id: row.id, ...state })
    .onConflict((conflict) => conflict.column('page_id').doUpdateSet(state))
    .execute();
  // No version of the page: whoever has its form open loses nothing by it.
  if (members !== null)
    await ctx.db
      .updateTable('register.page')
      .set({ followers: members, followers_on: today, followers_by: 'network' })
      .where('id', '=', row.id)
      .execute();
  await settleFixes(
    ctx,
    row.id,
    findings.map(({ check }) => check),
  );
  await tellChanges(ctx, row.id, findings, former);
  await settleOpening(ctx, row.id);
}

/** What the network tells otherwise than before, in the history of the page: a reading of every day that says the same stands in none. */
async function tellChanges(
  ctx: Ctx,
  pageId: string,
  findings: readonly StoredFinding[],
  former: LatestReading | undefined,
): Promise<void> {
  const titles = new Map(pagesPack.on(localDate(ctx.now)).checks.map(({ id, title }) => [id, title]));
  const changed = findings.filter(({ check, isThere }) => former?.findings.get(check)?.isThere !== isThere);
  const named = (isThere: boolean): string[] =>
    changed.flatMap((one) =>
      one.isThere === isThere ? [uncapitalise(titles.get(one.check) ?? one.check)] : [],
    );
  const [there, missing] = [named(true), named(false)];
  if (changed.length === 0) return;
  const what = [
    there.length > 0 && `есть: ${there.join(', ')}`,
    missing.length > 0 && `нет: ${missing.join(', ')}`,
  ].filter(Boolean);
  await tellPageAct(ctx, pageId, 'read-profile', {
    what: `по чтению сети ${what.join('; ')}`,
    data: { there, missing },
  });
}
