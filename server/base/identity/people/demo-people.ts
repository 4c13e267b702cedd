import { sql } from 'kysely';
import { v5 } from 'uuid';
import type { DemoSignIn } from '../../../../shared/contract/base/identity.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { demoUnits } from './demo-units.ts';
import { needsSetup } from './first-start.ts';
import { shortenName } from './names.ts';
import { hashPassword } from './password-hash.ts';
import { roles } from './roles.ts';

/** Password of every demo sign-in: the demo is open to everybody, and says so on each page. */
export const DEMO_PASSWORD = 'otklik-demo';

/** Namespace of the demo's ids (RFC 9562 v5): the same demo has the same ids everywhere. */
const NAMESPACE = '6f2c0f5e-3a51-4f0e-9d0b-5d1f3b8e7a21';
/** First day of every demo role: before the oldest demo case. */
const DEMO_SINCE = '2020-01-01';

/** Id of a demo unit by its slug, of a demo person by the part of the e-mail before `@`. */
export const demoId = (kind: 'unit' | 'person', slug: string): string => v5(`${kind}:${slug}`, NAMESPACE);

interface DemoPerson {
  slug: string;
  role: string;
  surname: string;
  given_name: string;
  patronymic: string;
  position: string;
  unit: string;
}

const person = (role: string, name: string, position: string, unit = 'centre', slug = role): DemoPerson => {
  const [surname = '', given_name = '', patronymic = ''] = name.split(' ');
  return { slug, role, surname, given_name, patronymic, position, unit };
};

/** One invented holder of every role; the slug is the sign-in before `@demo.invalid`. */
const holders: readonly DemoPerson[] = [
  person('operator', 'Сафонова Анна Викторовна', 'Оператор'),
  person('executor', 'Петров Павел Петрович', 'Ведущий специалист', 'roads'),
  person('reviewer', 'Дьяконов Илья Романович', 'Начальник отдела', 'roads'),
  person('approver', 'Мельникова Елена Николаевна', 'Заместитель руководителя'),
  person('editor', 'Ясенева Дарья Олеговна', 'Редактор'),
  person('secretary', 'Колокольцева Вера Ильинична', 'Секретарь рабочей группы'),
  person('chair', 'Берестов Константин Андреевич', 'Руководитель центра'),
  person('deputy', 'Лугова Марина Сергеевна', 'Заместитель руководителя центра'),
  person('member', 'Рябинин Глеб Матвеевич', 'Член рабочей группы', 'administration'),
  person('head', 'Северский Николай Павлович', 'Глава города', 'administration'),
  person('observer', 'Ветрова Алина Денисовна', 'Наблюдатель областного центра', 'administration'),
  person('admin', 'Ключевский Артём Львович', 'Администратор системы'),
  person(
    'privacy-officer',
    'Заречная Полина Юрьевна',
    'Ответственный за персональные данные',
    'administration',
  ),
];

/** Further members of the working group: the sign-in page shows one holder of a role. */
const groupMembers: readonly DemoPerson[] = [
  person('member', 'Осокин Лев Тимурович', 'Начальник отдела', 'administration', 'member-it'),
  person('member', 'Калинина Ирина Борисовна', 'Ведущий специалист', 'administration', 'member-law'),
  person('member', 'Шубин Пётр Аркадьевич', 'Заместитель начальника', 'roads', 'member-roads'),
];

const surnames =
  'Брусницын Вересков Гончаренко Долматов Ельников Жаворонков Зимородков Изюмов Кленов Лозовой Малахов Облепихин Подснежников Родников Снегирёв Тополев Усов Холмогоров Чагин Шиповников Щеглов Янтарёв Березин Вьюгин Дроздов Кедров Липатов Ольхов Полозов Рощин';
const givenNames =
  'Андрей Борис Вадим Григорий Денис Егор Захар Кирилл Леонид Максим Никита Олег Роман Степан Тимур Фёдор Юрий';
const patronymics =
  'Алексеевич Богданович Васильевич Геннадьевич Дмитриевич Евгеньевич Игоревич Михайлович Олегович Русланович Семёнович Тарасович Эдуардович';

/** One executor for every unit that takes work; names are told by the unit's number in the list, so they never change. */
function listExecutors(): DemoPerson[] {
  const [family, given, father] = [surnames, givenNames, patronymics].map((names) => names.split(' '));
  return demoUnits.flatMap((unit, index) => {
    if (unit.kind === '' || unit.slug === 'roads') return [];
    const pick = (names: string[] | undefined, step: number) => names?.[(index * step) % names.length] ?? '';
    const name = `${pick(family, 7)} ${pick(given, 5)} ${pick(father, 3)}`;
    return [person('executor', name, 'Специалист', unit.slug, `executor-${unit.slug}`)];
  });
}

const emailOf = (slug: string): string => `${slug}@demo.invalid`;

/** Role → e-mail of its demo holder; in `.invalid` no letter can arrive (RFC 2606). */
const demoEmails: ReadonlyMap<string, string> = new Map(
  holders.map(({ role, slug }) => [role, emailOf(slug)]),
);

async function insertUnits(ctx: Ctx): Promise<void> {
  const times = { created_at: ctx.now, changed_at: ctx.now };
  await ctx.db
    .insertInto('identity.unit')
    .values(
      demoUnits.map((unit) => ({
        id: demoId('unit', unit.slug),
        parent_id: unit.parent === null ? null : demoId('unit', unit.parent),
        title: unit.title,
        short_title: unit.shortTitle,
        kind: unit.kind,
        is_external: unit.isExternal,
        email: emailOf(unit.slug),
        ...times,
      })),
    )
    .execute();
}

async function insertPeople(ctx: Ctx, people: DemoPerson[], hash: string): Promise<void> {
  await ctx.db
    .insertInto('identity.person')
    .values(
      people.map(({ slug, role: _, unit, ...name }) => ({
        id: demoId('person', slug),
        kind: 'staff',
        ...name,
        short_name: shortenName(name),
        unit_id: demoId('unit', unit),
        email: emailOf(slug),
        created_at: ctx.now,
        changed_at: ctx.now,
      })),
    )
    .execute();
  await ctx.db
    .insertInto('identity.account')
    .values(
      people.map(({ slug }) => ({
        id: demoId('person', `account:${slug}`),
        user_id: demoId('person', slug),
        account_id: demoId('person', slug),
        provider_id: 'credential',
        password: hash,
        created_at: ctx.now,
        updated_at: ctx.now,
      })),
    )
    .execute();
  await ctx.db
    .insertInto('identity.role_grant')
    .values(
      people.map(({ slug, role }) => ({
        id: demoId('person', `grant:${slug}`),
        person_id: demoId('person', slug),
        role,
        valid_from: DEMO_SINCE,
        created_at: ctx.now,
      })),
    )
    .execute();
}

/**
 * Fills an empty demo with invented organisations and staff: a holder of every role, an executor in every unit.
 * Deterministic ids and names. Does nothing when there is any staff. Returns how many people were made.
 */
export async function seedDemoPeople(ctx: Ctx): Promise<number> {
  // Two processes of a first start: the second waits here and then finds the staff.
  await sql`SELECT pg_advisory_xact_lock(398202108)`.execute(ctx.db);
  if (!(await needsSetup(ctx))) return 0;
  const people = [...holders, ...groupMembers, ...listExecutors()];
  // One hash for all: scrypt takes a tenth of a second, and the password is printed on the screen anyway.
  const hash = await hashPassword(DEMO_PASSWORD);
  await insertUnits(ctx);
  await insertPeople(ctx, people, hash);
  ctx.audit({
    action: 'identity.demo-seeded',
    object: 'demo',
    objectId: 'people',
    data: { people: people.length, units: demoUnits.length },
  });
  return people.length;
}

/** The demo's sign-ins in the order of roles; only people who are still there. */
export async function listDemoSignIns(db: Ctx['db']): Promise<DemoSignIn[]> {
  const rows = await db
    .selectFrom('identity.person')
    .select(['short_name', 'email'])
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .where('staff_email', 'in', [...demoEmails.values()])
    .execute();
  return roles.flatMap((role) => {
    const email = demoEmails.get(role.id);
    const row = rows.find((known) => known.email === email);
    if (!row || !email) return [];
    return [{ role: role.id, roleTitle: role.title, name: row.short_name, email, password: DEMO_PASSWORD }];
  });
}
