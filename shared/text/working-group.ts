import type { GroupRole } from '../contract/working-group.ts';

/** Roles in the working group, as the decree names them (chapter 3, clause 1). */
export const groupRoleTitles: Readonly<Record<GroupRole, string>> = {
  chair: 'Руководитель рабочей группы',
  deputy: 'Заместитель руководителя рабочей группы',
  secretary: 'Секретарь рабочей группы',
  member: 'Член рабочей группы',
};
