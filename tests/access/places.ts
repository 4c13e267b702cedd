import type { RoleId } from './role-ids.ts';

/** Which way a case is foreign to a member of staff limited to roads, the Sinarsky district and the first unit. */
export const places = {
  own: { block: 'roads', district_id: 'sinarsky', unit: 'first' },
  'foreign block': { block: 'waste', district_id: 'sinarsky', unit: 'first' },
  'foreign district': { block: 'roads', district_id: 'krasnogorsky', unit: 'first' },
  'foreign unit': { block: 'roads', district_id: 'sinarsky', unit: 'second' },
} as const;
export type PlaceName = keyof typeof places;
export const placeNames = Object.keys(places) as PlaceName[];

/** Contacts of every case's author: where they show in a reply, a resident was revealed. */
export const secrets = {
  phone: '+79125550177',
  email: 'skrytnov@example.ru',
  name: 'Скрытнов Пробный Иванович',
  address: 'ул. Скрытая, 17, кв. 71',
};

/** Personal data inside the words of every case: as they were written, and what of them betrays the person. */
export const planted = {
  words:
    'Подробности у Потаённой Марфы Игнатьевны, тел. 8 (912) 555-02-88, potaennaya@example.ru, паспорт 65 04 998877, кв. 977.',
  signs: ['Потаённ', 'Марфы', '555-02-88', 'potaennaya', '998877'],
  /** Hidden everywhere but where the work is done. */
  flat: 'кв. 977',
};

/** Stands in the words of each foreign case: no reply to who may not read it may hold it. */
export const marks: Readonly<Record<PlaceName, string>> = {
  own: 'приметасвоего',
  'foreign block': 'приметаблока',
  'foreign district': 'приметарайона',
  'foreign unit': 'приметаслужбы',
};

/**
 * Only who merely executes is limited to the unit; the others read the whole of their block and district. An administrator
 * reads no case at all.
 */
export const isForeignTo = (role: RoleId, place: PlaceName): boolean =>
  role === 'admin' || (place !== 'own' && (place !== 'foreign unit' || role === 'executor'));
