import { createRandom, type Random } from '../../law/random.ts';

/** Answers of invented cases with what leads to a person in them, of every kind and in many spellings: the same seed writes the same. */

export const plantedKinds = [
  ...['name', 'phone', 'email', 'profile', 'flat', 'plate'],
  ...['snils', 'passport', 'inn', 'card', 'account', 'birth'],
] as const;
type Kind = (typeof plantedKinds)[number];

/** What was planted, and what of it may stand in no draft. */
export interface Plant {
  kind: Kind;
  words: string;
  /** Whether it can still be read in a text. */
  isIn: (text: string) => boolean;
}

export interface PlantedText {
  answer: string;
  title: string;
  address: string;
  plants: Plant[];
}

const men = ['Иван', 'Олег', 'Рустам', 'Артур', 'Пётр', 'Никита', 'Тимур', 'Глеб', 'Фёдор', 'Игорь'];
const women = ['Мария', 'Светлана', 'Гульнара', 'Алёна', 'Юлия', 'Зоя', 'Оксана', 'Эльвира', 'Нина', 'Дарья'];
const fathers = ['Иван', 'Пётр', 'Сергей', 'Рашид', 'Андрей', 'Олег', 'Тимур', 'Семён', 'Виктор', 'Юрий'];
const stems = [
  'Кравцов',
  'Рябинин',
  'Тополев',
  'Клёнов',
  'Ветлугин',
  'Сосновский',
  'Берёзкин',
  'Травин',
  'Лугов',
  'Полянский',
];
const odd = ['Черных', 'Гончаренко', 'Седых', 'Кузнечик', 'Белоконь', 'Шевчук', 'Пак', 'Мельник'];
const streets = ['Титова', 'Лесная', 'Заводская', 'Каменская', 'Октябрьская', 'Строителей'];
const done = [
  'Яму на проезде заделали литым асфальтом.',
  'Контейнерную площадку убрали, график вывоза изменили.',
  'Фонари во дворе заменили на светодиодные.',
  'Течь в подвале устранили, трубу заменили.',
  'Сухое дерево спилили и вывезли.',
];

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');
/** Digits stand in the text one after another, whatever parts them. */
function hasDigits(text: string, digits: string): boolean {
  const between = [...digits].join('[\\s()+.–-]{0,3}');
  return new RegExp(`(?<!\\d)${between}(?!\\d)`, 'u').test(text);
}
const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text);

function fatherly(father: string, isWoman: boolean): string {
  const stem = { Пётр: 'Петр', Сергей: 'Сергее', Андрей: 'Андрее', Юрий: 'Юрье' }[father] ?? `${father}о`;
  const whole = father === 'Пётр' ? 'Петро' : stem;
  return `${whole}${isWoman ? 'вна' : 'вич'}`;
}

/** Who wrote: their names in the ways answers name them. */
function person(random: Random) {
  const isWoman = random.chance(0.5);
  const given = random.pick(isWoman ? women : men);
  const father = fatherly(random.pick(fathers), isWoman);
  const stem = random.pick(stems);
  const own = isWoman ? (stem.endsWith('ий') ? `${stem.slice(0, -2)}ая` : `${stem}а`) : stem;
  const surname = random.chance(0.3) ? random.pick(odd) : own;
  return { given, father, surname };
}

function nameOf(random: Random): { plant: Plant; before: string; after: string } {
  const { given, father, surname } = person(random);
  const initials = `${given[0]}. ${father[0]}.`;
  const way = random.int(0, 6);
  const plant = (words: string, parts: readonly string[]): Plant => ({
    kind: 'name',
    words,
    isIn: (text) => parts.some((part) => hasWord(text, part)),
  });
  if (way === 0)
    return {
      plant: plant(`${given} ${father}`, [father]),
      before: `${given} ${father}, здравствуйте! `,
      after: '',
    };
  if (way === 1)
    return {
      plant: plant(`${given} ${father}`, [father]),
      before: `Здравствуйте, ${given} ${father}! `,
      after: '',
    };
  if (way === 2)
    return {
      plant: plant(`${given} ${father}`, [father]),
      before: `Уважаемая ${given} ${father}! `,
      after: '',
    };
  if (way === 3) {
    const words = `${surname} ${given} ${father}`;
    return { plant: plant(words, [surname, father]), before: '', after: ` Заявитель: ${words}.` };
  }
  if (way === 4) {
    const words = `${surname} ${initials}`;
    return { plant: plant(words, [surname]), before: '', after: ` Работу принял житель ${words}` };
  }
  if (way === 5) {
    const words = `${given} ${surname}`;
    return { plant: plant(words, [surname]), before: '', after: ` Сообщение передал сосед ${words}.` };
  }
  const words = `${given} ${father} ${surname}`;
  return { plant: plant(words, [surname, father]), before: '', after: ` Спасибо, ${words}, что сообщили.` };
}

const number = (random: Random, length: number): string =>
  Array.from({ length }, (_, at) => (at === 0 ? random.int(1, 9) : random.int(0, 9))).join('');

const plantDigits = (kind: Kind, words: string, digits = digitsOf(words)): Plant => ({
  kind,
  words,
  isIn: (text) => hasDigits(text, digits),
});

function phoneOf(random: Random): [Plant, string] {
  const [a, b, c] = [number(random, 3), number(random, 2), number(random, 2)];
  const mobile = `9${number(random, 2)}`;
  const words = random.pick([
    `+7 ${mobile} ${a}-${b}-${c}`,
    `8(${mobile})${a}${b}${c}`,
    `8${mobile}${a}${b}${c}`,
    `+7-${mobile}-${a}-${b}-${c}`,
    `8 (3439) 3${b.slice(1)}-${c}-${b}`,
    `${mobile}-${a}-${b}-${c}`,
    `8 ${mobile} ${a} ${b} ${c}`,
  ]);
  // The last seven digits lead to whom they belong, whatever is left of the rest.
  const plant = plantDigits('phone', words, digitsOf(words).slice(-6));
  return [
    { ...plant, isIn: (text) => digitsOf(text).includes(digitsOf(words).slice(-7)) },
    random.pick([
      ` Звонили вам по номеру ${words}.`,
      ` Телефон для связи ${words}.`,
      ` Жители звонят: ${words}.`,
    ]),
  ];
}

const snilsOf = (random: Random): string => {
  const digits = number(random, 11);
  const parted = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6, 9)} ${digits.slice(9)}`;
  return random.chance(0.5) ? parted : `СНИЛС ${digits}`;
};

/** Twelve digits with their two check digits. */
function innOf(random: Random): string {
  const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
  const digits = number(random, 10);
  const check = (known: string, own: readonly number[]): string =>
    String((own.reduce((sum, weight, at) => sum + weight * Number(known[at]), 0) % 11) % 10);
  const eleventh = digits + check(digits, weights.slice(1));
  return eleventh + check(eleventh, weights);
}

function otherOf(random: Random, kind: Exclude<Kind, 'name' | 'phone'>): [Plant, string] {
  const literal = (words: string, sentence: string): [Plant, string] => [
    { kind, words, isIn: (text) => text.toLowerCase().includes(words.toLowerCase()) },
    sentence,
  ];
  switch (kind) {
    case 'email': {
      const words = `${random.pick(['sosed', 'anna.k', 'dvor_12', 'ivanov1987'])}@${random.pick(['mail.example', 'почта.рф', 'bk.example.ru'])}`;
      return literal(words, random.pick([` Ответ направлен на ${words}.`, ` Пишите: ${words}`]));
    }
    case 'profile': {
      const words = random.pick([
        `vk.com/id${number(random, 7)}`,
        `https://vk.com/sosed_${number(random, 3)}`,
        `t.me/dvor${number(random, 3)}`,
      ]);
      return literal(words, ` Фото с страницы ${words}.`);
    }
    case 'flat': {
      const flat = String(random.int(3, 240));
      const words = random.pick([
        `в кв. ${flat}`,
        `из квартиры ${flat}`,
        `в кв.${flat}`,
        `в квартире № ${flat}`,
        `в ${flat} квартире`,
        `кв ${flat}`,
      ]);
      const near = new RegExp(
        `(?:кв[а-яё.-]*\\s*(?:№\\s*)?${flat}(?!\\d))|(?:(?<!\\d)${flat}(?:-?(?:й|ой))?\\s+кв)`,
        'iu',
      );
      return [{ kind, words, isIn: (text) => near.test(text) }, ` Стояк проверили ${words}, замечаний нет.`];
    }
    case 'plate': {
      const letters = 'АВЕКМНОРСТУХ';
      const one = () => random.pick([...letters]);
      const [a, n, bc, region] = [
        one(),
        number(random, 3),
        `${one()}${one()}`,
        random.pick(['96', '66', '196', '74']),
      ];
      const words = random.pick([
        `${a}${n}${bc}${region}`,
        `${a} ${n} ${bc} ${region}`,
        `${a}${n}${bc} ${region}`,
        `${a}${n}${bc}${region}`.toLowerCase(),
        `${a} ${n} ${bc}`,
      ]);
      return literal(
        words,
        random.pick([` Машина ${words} мешала уборке.`, ` Автомобиль с номером ${words} убрали.`]),
      );
    }
    case 'snils': {
      const words = snilsOf(random);
      return [plantDigits(kind, words), ` Льгота оформлена, ${words}.`];
    }
    case 'passport': {
      const [series, own] = [`65${number(random, 2)}`, number(random, 6)];
      const words = random.pick([
        `паспорт ${series.slice(0, 2)} ${series.slice(2)} ${own}`,
        `паспорт серии ${series} № ${own}`,
        `серия ${series} номер ${own}`,
      ]);
      return [plantDigits(kind, words, own), ` Договор подписан, ${words}.`];
    }
    case 'inn': {
      const words = innOf(random);
      return [
        plantDigits(kind, words),
        random.pick([` Подрядчик — ИНН ${words}.`, ` Заявитель ИНН ${words}.`]),
      ];
    }
    case 'card': {
      const groups = Array.from({ length: 4 }, () => number(random, 4));
      const words = groups.join(random.pick([' ', '-']));
      return [plantDigits(kind, words), ` Деньги вернули на карту ${words}.`];
    }
    case 'account': {
      const words = number(random, random.int(8, 12));
      return [
        plantDigits(kind, words),
        random.pick([` Перерасчёт сделан, лицевой счёт ${words}.`, ` Перерасчёт по л/с ${words} сделан.`]),
      ];
    }
    case 'birth': {
      const words = `${random.int(10, 28)}.0${random.int(1, 9)}.19${random.int(50, 99)}`;
      return literal(words, random.pick([` Помогли жителю ${words} г.р.`, ` Житель родился ${words}.`]));
    }
  }
}

/** One case with one to three plants, the first of a kind in turn. Some have no answer: their title is told of. */
export function plantText(seed: number, index: number): PlantedText & { isUnanswered: boolean } {
  const random = createRandom(seed, index);
  const plants: Plant[] = [];
  let before = '';
  let after = '';
  const add = (kind: Kind): void => {
    if (kind === 'name') {
      const name = nameOf(random);
      if (name.before && before) return;
      plants.push(name.plant);
      before = name.before || before;
      after += name.after;
      return;
    }
    const [plant, sentence] = kind === 'phone' ? phoneOf(random) : otherOf(random, kind);
    plants.push(plant);
    after += sentence;
  };
  add(plantedKinds[index % plantedKinds.length]!);
  for (let more = random.int(0, 2); more > 0; more -= 1) add(random.pick(plantedKinds));
  // Half of them begin with what leads to a person: the first sentence is what everybody is told.
  const [main, aside] = [random.pick(done), after.trim()];
  const answer = `${before}${random.chance(0.5) ? `${main} ${aside}` : `${aside} ${main}`}`.trim();
  const flat = String(random.int(3, 240));
  const street = random.pick(streets);
  const address = `ул. ${street}, ${random.int(1, 90)}, кв. ${flat}`;
  plants.push({ kind: 'flat', words: address, isIn: (text) => text.includes(`кв. ${flat}`) });
  const isUnanswered = random.chance(0.12);
  return { answer, title: answer.slice(0, 200), address, plants, isUnanswered };
}
