import type { Access } from '../../../shared/contract/route.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../module/context.ts';

const signIn = () =>
  new AppError('lib.not-signed-in', 'Войдите, чтобы продолжить. Введённое сохранено на этом устройстве.');
const forbidden = () =>
  new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');

const closedToKey = () =>
  new AppError('lib.forbidden', 'Ключ программы этого не открывает. Доступ добавляет администратор.');

/** Lets the actor in at the door of a route, or throws. Object rules are checked later, in the module. */
export function allows(access: Access, actor: Actor, scope?: string): void {
  if (actor.kind === 'machine') {
    if (scope === undefined || !actor.scopes.has(scope)) throw closedToKey();
    return;
  }
  if (access === 'public' || access === 'link' || access === 'setup') return;
  if (actor.kind === 'anonymous' || actor.kind === 'link') throw signIn();
  if (access === 'signed-in') return;
  if (access === 'resident') {
    if (actor.kind !== 'resident') throw forbidden();
    return;
  }
  if (actor.kind !== 'staff') throw forbidden();
  if (access !== 'staff' && !actor.permissions.has(access.permission)) throw forbidden();
}

/** Throws unless the actor is staff with this permission; for commands that serve several routes. */
export function requirePermission(actor: Actor, permission: string): void {
  allows({ permission }, actor);
}
