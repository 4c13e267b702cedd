/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const directoryParts = [
  { value: 'topics', label: 'Рубрикатор' },
  { value: 'rules', label: 'Сроки' },
  { value: 'ladder', label: 'Эскалация' },
  { value: 'duty', label: 'Дежурства' },
  { value: 'calendar', label: 'Календарь' },
  { value: 'streets', label: 'Улицы и районы' },
  { value: 'routes', label: 'Маршруты', permission: 'taxonomy.manage' },
  { value: 'levels', label: 'Уровни входа', permission: 'identity.manage' },
  { value: 'units', label: 'Подразделения' },
  { value: 'bodies', label: 'Другие органы' },
  { value: 'templates', label: 'Шаблоны ответов', permission: 'quality.templates' },
] as const;
