import { DAY } from '../../../shared/time.ts';
import { findUnit } from '../../base/identity/index.ts';
import { NetworkFailure, type PageProfile } from '../../base/networks/index.ts';
import { type Caller, runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { keepReadings } from '../../pages/register/index.ts';
import type { DemoPage } from './page-proofs.ts';

/** So many days the network has been asked each morning. */
const DAYS = 34;

interface ReadPage {
  id: string;
  sourceId: string;
  page: DemoPage;
  unitId: string;
}

/** So many days ago its cover was taken off, by page; of another the key has lost a right since then. */
const coverGone: Readonly<Record<string, number>> = { 'Образование города': 3 };
const keyLost: Readonly<Record<string, number>> = { 'Администрация города': 2 };

interface UnitContacts {
  title: string;
  phone: string | null;
  email: string | null;
}

/** What an invented page shows of itself so many days ago: more people follow it from day to day, a few fewer after a weekend. */
function profileOf({ page }: ReadPage, unit: UnitContacts, seed: number, daysAgo: number): PageProfile {
  const has = (check: string): boolean => !page.lacks.includes(check);
  const name = has('name') ? `${page.title} | ${unit.title}` : page.title;
  const description = has('description')
    ? `Официальная страница. ${unit.title}: рассказываем о работе, отвечаем на вопросы жителей.`
    : '';
  const phone = unit.phone ?? '+7 900 000-00-00';
  const email = unit.email ?? 'press@demo.invalid';
  const members = 2400 + seed * 900 + (DAYS - daysAgo) * 6 - (daysAgo % 7 === 1 ? 9 : 0);
  const shown = {
    name,
    description,
    hasPicture: has('avatar'),
    // Одноклассники have no field for a cover, and none for mail.
    hasCover: page.network === 'ok' ? null : has('cover') && daysAgo > (coverGone[page.title] ?? -1),
    address: has('address') ? { text: 'ул. Ленина, 32', hasPoint: true } : { text: '', hasPoint: false },
    phones: has('phone') ? [phone] : [],
    emails: page.network === 'ok' ? null : [has('email') ? email : ''].filter(Boolean),
    sites: has('site') ? ['https://gorod.demo.invalid'] : [],
    members,
  };
  return { ...shown, raw: JSON.stringify(shown) };
}

/** The mornings of the weeks past: what networks told of the pages that are read, kept by the program's own command. */
export async function playPageReadings(
  services: Services,
  pages: readonly ReadPage[],
  now: Date,
): Promise<void> {
  const caller: Caller = {
    requestId: 'demo',
    ip: '',
    actor: { kind: 'system', name: 'register.read-pages' },
  };
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo -= 1) {
    const moment = new Date(now.getTime() - daysAgo * DAY);
    await runMutation({ ...services, now: () => moment }, caller, async (ctx) => {
      const units = await Promise.all(pages.map(({ unitId }) => findUnit(ctx.db, unitId)));
      const asked = pages.map((one, seed) => {
        const unit = units[seed] ?? { title: one.page.title, phone: null, email: null };
        const isLost = daysAgo < (keyLost[one.page.title] ?? -1);
        const outcome = isLost
          ? new NetworkFailure('rights', 'Одноклассники: нет прав (VALUABLE_ACCESS)')
          : profileOf(one, unit, seed, daysAgo);
        return { page: { id: one.id, network_page_id: one.sourceId }, outcome };
      });
      await keepReadings(ctx, asked);
    });
  }
}
