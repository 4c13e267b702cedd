import { sql } from 'kysely';
import { findRole, scopesOf } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Actor, StaffActor } from '../../../lib/module/context.ts';
import type { CaseTable } from './map-shape.ts';

interface Located {
  block: string | null;
  district_id: string | null;
  /** The responsible unit, where the question is of answering: who gives a part does not answer for the whole. */
  executor_unit_id?: string | null;
}

/** Where one grant lets its holder read: blocks × districts (none = all), and there all cases or own units' alone. */
export interface ReadingScope {
  blocks: readonly string[];
  districts: readonly string[];
  isOfOwnUnits: boolean;
}

/** Who only executes reads what their units execute; who also sorts, reviews or approves, or only reads, reads all. */
export const isExecutorOnly = (permissions: ReadonlySet<string>): boolean =>
  permissions.has('cases.answer') &&
  !['cases.triage', 'cases.review', 'cases.approve'].some((name) => permissions.has(name));

/**
 * Whether the actor only executes, in every role they hold: such a one sees no score before the case is closed, so that
 * nobody is pressed for a better one.
 */
export const onlyExecutes = (actor: Actor): boolean =>
  actor.kind === 'staff' && isExecutorOnly(actor.permissions);

/** One scope per grant that lets read: two roles with limits of their own do not lend each other their reach. */
export function readingScopes({ grants, permissions, blocks, districts }: StaffActor): ReadingScope[] {
  if (!grants) return [{ blocks, districts, isOfOwnUnits: isExecutorOnly(permissions) }];
  return grants.flatMap((grant) => {
    const rights = new Set(findRole(grant.role)?.permissions);
    if (!rights.has('cases.read')) return [];
    return [{ blocks: grant.blocks, districts: grant.districts, isOfOwnUnits: isExecutorOnly(rights) }];
  });
}

/**
 * The object rule as a condition on cases.case_file or its view: which cases an actor may read at all. Usable in any
 * query whose table bears that name; what is foreign must answer exactly as what does not exist.
 */
export function ownCases(actor: Actor, table: CaseTable = 'cases.case_file') {
  if (actor.kind === 'link') return sql<boolean>`${sql.raw(table)}.id = ${actor.caseId}`;
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (actor.kind !== 'staff') return sql<boolean>`false`;
  return withinAny(readingScopes(actor), actor.unitIds, table);
}

/** Whether no limit of the reader's narrows a list. */
export const readsEverything = (actor: Actor): boolean =>
  actor.kind === 'staff' &&
  readingScopes(actor).some(
    ({ blocks, districts, isOfOwnUnits }) => blocks.length === 0 && districts.length === 0 && !isOfOwnUnits,
  );

/**
 * Cases on which an actor holds a permission, as a condition on cases.case_file or its view: `covers` for many rows at
 * once. What other modules do with a case they ask by their own permission: a reader of the whole city who keeps the
 * office of one district keeps that district's alone.
 */
export function coveredCases(actor: Actor, permission: string, table: CaseTable = 'cases.case_file') {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (actor.kind !== 'staff') return sql<boolean>`false`;
  const scopes = scopesOf(actor, permission).map((scope) => ({ ...scope, isOfOwnUnits: false }));
  return withinAny(scopes, actor.unitIds, table);
}

/** What is not yet known of a case limits nobody. */
function withinAny(scopes: readonly ReadingScope[], unitIds: readonly string[], table: CaseTable) {
  const file = sql.raw(table);
  const conditions = scopes.map(({ blocks, districts, isOfOwnUnits }) => {
    const limits = [
      ...(blocks.length > 0
        ? [sql<boolean>`(${file}.block = ANY(${[...blocks]}) OR ${file}.block IS NULL)`]
        : []),
      ...(districts.length > 0
        ? [
            sql<boolean>`(${file}.district_id IS NULL OR EXISTS (SELECT FROM unnest(${[...districts]}::text[]) AS own(id)
              WHERE ${file}.district_id = own.id OR ${file}.district_id LIKE own.id || '.%'))`,
          ]
        : []),
      ...(isOfOwnUnits ? [sharedWith(unitIds, table)] : []),
    ];
    return limits.length > 0 ? sql<boolean>`(${sql.join(limits, sql` AND `)})` : null;
  });
  // One grant without any limit: nothing to ask of a row.
  if (conditions.includes(null)) return sql<boolean>`true`;
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` OR `)})` : sql<boolean>`false`;
}

/**
 * Cases of own units, and those of which own units give a part. Plans: case_file_unit with case_file_co_units (`&&` is
 * strict, so the partial index serves it); of a view the shared ones are found first.
 */
function sharedWith(unitIds: readonly string[], table: CaseTable) {
  const file = sql.raw(table);
  const own = sql<boolean>`${file}.executor_unit_id = ANY(${[...unitIds]}::uuid[])`;
  return table === 'cases.case_file'
    ? sql<boolean>`(${own} OR ${file}.co_unit_ids && ${[...unitIds]}::uuid[])`
    : sql<boolean>`(${own} OR ${file}.id IN (SELECT id FROM cases.case_file AS shared WHERE shared.co_unit_ids && ${[...unitIds]}::uuid[]))`;
}

/** Whether one of the actor's grants of a permission covers this very case; what is not yet known limits nobody. */
function covers(actor: StaffActor, permission: string, file: Located): boolean {
  const { block, district_id: district, executor_unit_id: unitId } = file;
  const isForeignWork =
    permission === 'cases.answer' &&
    isExecutorOnly(actor.permissions) &&
    unitId !== undefined &&
    (unitId === null || !actor.unitIds.includes(unitId));
  if (isForeignWork) return false;
  return scopesOf(actor, permission).some(
    ({ blocks, districts }) =>
      (blocks.length === 0 || block === null || blocks.includes(block)) &&
      (districts.length === 0 ||
        district === null ||
        districts.some((id) => district === id || district.startsWith(`${id}.`))),
  );
}

/**
 * Permissions an actor holds on this case. Several roles with limits of their own do not lend each other their reach:
 * an observer of the whole city who triages one district triages that district only.
 */
export function permissionsOn(actor: Actor, file: Located): ReadonlySet<string> {
  if (actor.kind !== 'staff') return new Set([actor.kind]);
  return new Set([...actor.permissions].filter((permission) => covers(actor, permission, file)));
}

/** Refuses an act on a case that the actor may see but not, in this block or district, act upon. */
export function requireOn(actor: Actor, file: Located, permission: string): void {
  if (actor.kind !== 'staff' || covers(actor, permission, file)) return;
  throw new AppError(
    'lib.forbidden',
    'В этом блоке или районе дело ведут другие: у вас здесь нет такого права.',
  );
}
