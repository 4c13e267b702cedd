import { everybody, leadership, watching } from './permission-sets.ts';

/** A role: what its holder may do, within the blocks and districts of the grant. */
export interface Role {
  id: string;
  title: string;
  about: string;
  permissions: readonly string[];
}

/** Every role of the centre. Order is that of the screens. */
export const roles: readonly Role[] = [
  {
    id: 'operator',
    title: 'Оператор',
    about: 'Принимает звонки и письма, разбирает входящие, назначает исполнителей, выпускает фотографии',
    permissions: [
      ...everybody,
      'cases.register',
      'cases.triage',
      'cases.assign',
      'cases.reveal',
      'cases.publish',
      'cases.bulk',
      ...watching,
      'incidents.sort',
      'incidents.answer',
      'conflicts.lead',
      'rules.keep',
      'imports.run',
      'reconcile.run',
      'office.read',
      'office.keep',
      'moderation.read',
      'moderation.hide',
      'media.read',
    ],
  },
  {
    id: 'executor',
    title: 'Исполнитель',
    about: 'Решает вопрос своего подразделения и готовит ответ',
    permissions: [...everybody, 'cases.answer', 'incidents.read', 'incidents.answer', 'conflicts.read'],
  },
  {
    id: 'reviewer',
    title: 'Согласующий',
    about: 'Проверяет ответ до утверждения, соглашается или возвращает',
    permissions: [
      ...everybody,
      'cases.review',
      'quality.review',
      ...watching,
      'incidents.approve',
      'moderation.read',
      'moderation.judge',
    ],
  },
  {
    id: 'approver',
    title: 'Утверждающий',
    about: 'Выпускает ответ под своим именем или возвращает на доработку',
    permissions: [
      ...everybody,
      'cases.review',
      'cases.approve',
      'cases.extend-term',
      'cases.reveal',
      'quality.review',
      ...watching,
      'incidents.approve',
      'publications.approve',
      'polls.approve',
      'heatmap.export',
      'analysis.export',
      'office.read',
      'office.sign',
      'moderation.read',
      'moderation.judge',
    ],
  },
  {
    id: 'editor',
    title: 'Редактор',
    about: 'Готовит публикации, выпускает обезличенные карточки и фотографии',
    permissions: [
      ...everybody,
      'cases.publish',
      ...watching,
      'register.keep',
      'publications.keep',
      'gospubliki.keep',
      'polls.keep',
      'promises.keep',
      'incidents.answer',
      'moderation.read',
      'moderation.hide',
      'media.read',
      'media.keep',
    ],
  },
  {
    id: 'secretary',
    title: 'Секретарь',
    about:
      'Ведёт заседания рабочей группы, регистрирует бумажные письма, хранит ключ подсчёта тайных голосований',
    permissions: [
      ...everybody,
      'polls.read',
      'ballots.hold-key',
      'cases.register',
      'office.read',
      'office.keep',
      'working-group.read',
      'working-group.keep',
      'working-group.take-part',
      'assignments.read',
      'assignments.control',
      'head-reports.read',
      'head-reports.keep',
      'city-numbers.keep',
    ],
  },
  {
    id: 'chair',
    title: 'Руководитель центра',
    about: 'Отвечает за работу центра: назначает, утверждает, читает журнал',
    permissions: [
      ...leadership,
      'cases.extend-appeal',
      'audit.read',
      'assignments.extend',
      'head-reports.sign',
    ],
  },
  {
    id: 'deputy',
    title: 'Заместитель руководителя',
    about: 'Ведёт работу центра вместе с руководителем',
    permissions: leadership,
  },
  {
    id: 'member',
    title: 'Член рабочей группы',
    about: 'Готовит вопросы заседаний, читает дела и тепловую карту',
    permissions: [
      ...everybody,
      'heatmap.export',
      'analysis.export',
      'register.read',
      'publications.read',
      'gospubliki.read',
      'polls.read',
      'promises.read',
      'working-group.read',
      'working-group.take-part',
      'assignments.read',
    ],
  },
  {
    id: 'head',
    title: 'Глава',
    about:
      'Читает сводку, дела и тепловую карту, продлевает сроки обращений, прекращает переписку, подписывает письма',
    permissions: [
      ...everybody,
      ...watching,
      'cases.extend-appeal',
      'cases.terminate',
      'heatmap.export',
      'analysis.export',
      'office.read',
      'office.sign',
      'working-group.read',
      'assignments.read',
      'assignments.order',
      'recommendations.decide',
      'head-reports.read',
      'head-reports.resolve',
      'moderation.read',
      'media.read',
    ],
  },
  {
    id: 'observer',
    title: 'Наблюдатель',
    about: 'Смотрит дела и показатели, ничего не меняет',
    permissions: [
      ...everybody,
      ...watching,
      'heatmap.export',
      'analysis.export',
      'office.read',
      'working-group.read',
      'assignments.read',
      'moderation.read',
      'media.read',
    ],
  },
  {
    id: 'admin',
    title: 'Администратор',
    about: 'Ведёт людей, роли, справочники и загрузки; личных данных жителей не видит',
    permissions: [
      'identity.read',
      'identity.manage',
      'audit.read',
      'outbox.read',
      'outbox.manage',
      'exchange.manage',
      'backups.manage',
      'machines.manage',
      'territory.manage',
      'deadlines.manage',
      'clocks.keep-duty',
      'channels.manage',
      'networks.manage',
      'cases.keep-bodies',
      'taxonomy.manage',
      'quality.templates',
      'understanding.read',
      'understanding.manage',
      'helper.manage',
      'imports.run',
      'heatmap.read',
      'snapshots.read',
    ],
  },
  {
    id: 'privacy-officer',
    title: 'Ответственный за персональные данные',
    about: 'Читает журнал, следит за доступом к личным данным и отзывами согласий',
    permissions: [
      'identity.read',
      'cases.read',
      'cases.reveal',
      'audit.read',
      'outbox.read',
      'office.read',
      'media.read',
      'media.erase',
    ],
  },
];

const byId = new Map(roles.map((role) => [role.id, role]));

/** The role with this id, unless it left the list. */
export const findRole = (id: string): Role | undefined => byId.get(id);

/** Title of a role; a role that left the list shows its id. */
export const roleTitle = (id: string): string => byId.get(id)?.title ?? id;

/** Ids of the roles that carry a permission. */
export const rolesWith = (permission: string): string[] =>
  roles.filter((role) => role.permissions.includes(permission)).map((role) => role.id);
