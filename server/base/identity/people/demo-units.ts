export interface DemoUnit {
  /** Stable name of the unit in the demo; its id is derived from it. */
  slug: string;
  parent: string | null;
  title: string;
  shortTitle: string;
  kind: string;
  isExternal: boolean;
}

const inside = (
  slug: string,
  kind: string,
  title: string,
  shortTitle: string,
  parent = 'administration',
): DemoUnit => ({
  slug,
  kind,
  title,
  shortTitle,
  parent,
  isExternal: false,
});
const outside = (slug: string, kind: string, title: string, shortTitle: string): DemoUnit => ({
  slug,
  kind,
  title,
  shortTitle,
  parent: null,
  isExternal: true,
});

/** Invented organisations of the demo city: one for every executor kind of the taxonomy. Parents come first. */
export const demoUnits: readonly DemoUnit[] = [
  { ...inside('administration', 'administration', 'Администрация города', 'Администрация'), parent: null },
  inside('centre', '', 'Муниципальный центр управления', 'Центр управления'),
  inside('housing', 'housing-department', 'Управление жилищно-коммунального хозяйства', 'Управление ЖКХ'),
  inside('roads', 'roads-department', 'Управление дорожного хозяйства', 'Управление дорог'),
  inside('improvement', 'improvement-department', 'Управление благоустройства', 'Управление благоустройства'),
  inside('parks', 'parks-service', 'Служба озеленения и парков', 'Служба парков', 'improvement'),
  inside('ritual', 'ritual-service', 'Служба содержания кладбищ', 'Служба кладбищ', 'improvement'),
  inside('transport', 'transport-department', 'Отдел транспорта', 'Отдел транспорта'),
  inside('education', 'education-department', 'Управление образования', 'Управление образования'),
  inside('culture', 'culture-department', 'Управление культуры', 'Управление культуры'),
  inside('sports', 'sports-department', 'Управление физкультуры и спорта', 'Управление спорта'),
  inside('civil-protection', 'civil-protection', 'Отдел гражданской защиты', 'Гражданская защита'),
  inside('environment', 'environment', 'Отдел экологии', 'Отдел экологии'),
  inside('architecture', 'architecture-department', 'Отдел архитектуры и строительства', 'Отдел архитектуры'),
  inside('property', 'property-committee', 'Комитет по управлению имуществом', 'Комитет по имуществу'),
  inside('trade', 'trade-department', 'Отдел торговли и услуг', 'Отдел торговли'),
  inside('lighting', 'street-lighting', 'Служба наружного освещения', 'Горсвет', 'housing'),
  outside(
    'management-company',
    'management-company',
    'Управляющая организация «Уютный дом»',
    'УО «Уютный дом»',
  ),
  outside(
    'capital-repair',
    'capital-repair-fund',
    'Региональный фонд капитального ремонта',
    'Фонд капремонта',
  ),
  outside('housing-inspection', 'housing-inspection', 'Жилищная инспекция', 'Жилинспекция'),
  outside('water', 'water-utility', 'Городской водоканал', 'Водоканал'),
  outside('heat', 'heat-utility', 'Городские тепловые сети', 'Теплосети'),
  outside('energy-networks', 'energy-networks', 'Городские электрические сети', 'Электросети'),
  outside('energy-sales', 'energy-sales', 'Энергосбытовая компания', 'Энергосбыт'),
  outside('gas', 'gas-service', 'Газовая служба', 'Газовая служба'),
  outside(
    'regional-roads',
    'regional-roads',
    'Управление региональных автомобильных дорог',
    'Региональные дороги',
  ),
  outside('bus', 'bus-operator', 'Автобусный парк', 'Автопарк'),
  outside('railway', 'railway', 'Пригородная железнодорожная компания', 'Электрички'),
  outside('hospital', 'hospital', 'Городская больница', 'Больница'),
  outside('ambulance', 'ambulance', 'Станция скорой помощи', 'Скорая помощь'),
  outside('health-ministry', 'health-ministry', 'Министерство здравоохранения области', 'Минздрав области'),
  outside('social-protection', 'social-protection', 'Управление социальной политики', 'Соцполитика'),
  outside('social-fund', 'social-fund', 'Отделение Социального фонда', 'Социальный фонд'),
  outside('employment', 'employment-service', 'Центр занятости населения', 'Центр занятости'),
  outside(
    'waste',
    'waste-operator',
    'Региональный оператор по обращению с отходами',
    'Региональный оператор',
  ),
  outside('police', 'police', 'Отдел полиции', 'Полиция'),
  outside('fire', 'fire-service', 'Пожарно-спасательная часть', 'Пожарная часть'),
  outside('veterinary', 'veterinary-service', 'Станция по борьбе с болезнями животных', 'Ветстанция'),
  outside('sanitary', 'sanitary-service', 'Территориальный отдел Роспотребнадзора', 'Роспотребнадзор'),
  outside('services-centre', 'services-centre', 'Многофункциональный центр', 'МФЦ'),
  outside('telecom', 'telecom-operator', 'Оператор связи', 'Оператор связи'),
];
