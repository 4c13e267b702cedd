import type { StaffActor } from '../../server/lib/module/context.ts';

/** A member of staff as the rules see them, everywhere and in no unit unless said otherwise; in no database. */
export const staffActor = (
  more: Partial<StaffActor> & Pick<StaffActor, 'roles' | 'permissions'>,
): StaffActor => ({
  kind: 'staff',
  id: '7c7b1f0e-0000-4000-8000-000000000001',
  name: 'Пробный С.',
  unitIds: [],
  blocks: [],
  districts: [],
  substitutes: [],
  ...more,
});
