/** Fields of the card of the city by their paths, as the screen and its history call them. */
export const cityFieldTitles: Readonly<Record<string, string>> = {
  'names.title.nominative': 'муниципальное образование',
  'names.title.genitive': 'муниципальное образование в родительном падеже',
  'names.title.prepositional': 'муниципальное образование в предложном падеже',
  'names.town.nominative': 'город',
  'names.town.genitive': 'город в родительном падеже',
  'names.town.prepositional': 'город в предложном падеже',
  region: 'субъект федерации',
  zone: 'часовой пояс',
  'organisation.full': 'полное название организации',
  'organisation.short': 'краткое название организации',
  'organisation.lines': 'строки бланка',
  'organisation.place': 'место издания бумаг',
  'organisation.inn': 'ИНН',
  'organisation.ogrn': 'ОГРН',
  'organisation.address': 'адрес',
  'organisation.phone': 'телефон',
  'organisation.email': 'почта',
  'organisation.site': 'сайт',
  'operator.name': 'оператор личных данных',
  'operator.address': 'адрес оператора',
  'operator.contact': 'куда обращаться о личных данных',
  'signer.position': 'должность подписывающего',
  'signer.name': 'имя подписывающего',
  arms: 'герб',
};

export const cityFieldTitle = (path: string): string => cityFieldTitles[path] ?? path;

/** «изменены ИНН, адрес», of the first edition nothing. */
export const changedWords = (changed: readonly string[]): string =>
  changed.length === 0
    ? ''
    : `${changed.length === 1 ? 'изменено' : 'изменены'}: ${changed.map(cityFieldTitle).join(', ')}`;

/** Zones of the country from the west, each by the towns that live by it. */
export const zoneTitles: Readonly<Record<string, string>> = {
  'Europe/Kaliningrad': 'МСК−1, Калининград',
  'Europe/Moscow': 'Московское время',
  'Europe/Samara': 'МСК+1, Самара, Ижевск',
  'Asia/Yekaterinburg': 'МСК+2, Екатеринбург, Пермь, Уфа',
  'Asia/Omsk': 'МСК+3, Омск',
  'Asia/Krasnoyarsk': 'МСК+4, Красноярск, Новосибирск',
  'Asia/Irkutsk': 'МСК+5, Иркутск, Улан-Удэ',
  'Asia/Yakutsk': 'МСК+6, Якутск, Чита',
  'Asia/Vladivostok': 'МСК+7, Владивосток, Хабаровск',
  'Asia/Magadan': 'МСК+8, Магадан, Южно-Сахалинск',
  'Asia/Kamchatka': 'МСК+9, Петропавловск-Камчатский',
};

/** A zone in words; one of none of ours by its own name. */
export const zoneTitle = (zone: string): string => zoneTitles[zone] ?? zone;
