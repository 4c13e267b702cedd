/** Words that decide whether a name in running text is a street. All folded. */

/**
 * Street names that are everyday words in the genitive: alone, even after «на», they say nothing
 * («на победы команды», «строителей не хватает»), so they need the kind of street or a house.
 */
export const EVERYDAY_NAMES: ReadonlySet<string> = new Set(
  (
    'мира победы труда свободы дружбы октября мая марта революции коммуны строителей металлургов механизаторов ' +
    'физкультурников паровозников декабристов космонавтов энергетиков шахтеров химиков геологов молодежи пионеров ' +
    'комсомола партизан ветеранов героев победителей защитников авиаторов студентов учителей врачей просвещения ' +
    'науки культуры радости весны юности славы орлов отечества пятилетки республики конституции авиации ' +
    'железнодорожников машиностроителей нефтяников рабочих колхозников'
  ).split(' '),
);

/** After an adjective these show that it is not a street: «Московская область», «Заводская проходная». */
const NOT_STREET_STEMS =
  'област обл район р-н округ край республик губерни площад площадк железн дорог станци больниц поликлиник школ ' +
  'библиотек церк церкв гимнази проходн трасс кухн прописк земл сторон част зон территори столов лини кольц ' +
  'таможн прокуратур администраци дум ярмарк баз сет тэц котельн подстанци газет управ компани служб комисси ' +
  'рощ гор балк аре смен революци войн эпох арми гварди команд ед дивизи набережн алле роща шоссе тракт';
const NOT_STREET = new RegExp(`^(?:${NOT_STREET_STEMS.split(' ').join('|')})[а-я]{0,4}$`);

/** Is the word after an adjective a noun the adjective belongs to. */
export function isForeignNoun(word: string): boolean {
  return NOT_STREET.test(word);
}

/** Prepositions after which a bare name is likely a street: «на Титова», «по Гагарина». */
export const STRONG_PREPOSITIONS: ReadonlySet<string> = new Set(['на', 'по']);
export const WEAK_PREPOSITIONS: ReadonlySet<string> = new Set(
  'с со от до возле около вдоль напротив районе углу угол сторону стороны'.split(' '),
);

/** «на углу Титова и Каменской», «перекрёсток Заводской — Титова». */
export function isCrossingWord(word: string): boolean {
  return /^(?:перекрест|пересечен|угол$|углу$|развилк|отрезк|участк|между$)/.test(word);
}

/** What joins the streets of a list: «улицы Титова и Каменская», «от Мира до Калинина». */
export const JOINERS: ReadonlySet<string> = new Set([
  ',',
  'и',
  '-',
  '–',
  '—',
  '/',
  'с',
  'со',
  'до',
  'на',
  'по',
  'от',
  '+',
]);

/** Units, months and counted things: a number before one is not a house («на Титова 2 месяца», «Победы 9 мая»). */
const UNITS =
  /^(?:дн[еяй]|дня|день|дней|сут|недел|месяц|мес$|год|лет|час|мин$|минут|секунд|раза?$|руб|тыс|млн|млрд|метр|м$|м2$|км$|чел$|человек|градус|процент|куб|января|феврал|марта|апрел|мая$|июн|июл|август|сентябр|октябр[яье]|ноябр|декабр|утра$|вечера$|ночи$|числ|литр|балл|попыт|штук|шт$|соток$|сотк)/;
/** Only in the case that follows a number: «5 фонарей», but «Титова 5 фонарь не горит» is a house. */
const COUNTED = new Set(
  (
    'фонаря фонарей столба столбов машин автомобиля автомобилей ламп светильника светильников этажа этажей ' +
    'подъезда подъездов квартир контейнера контейнеров бака баков жителя жителей семей детей ребенка дерева ' +
    'деревьев ям люка люков домов рейса рейсов автобуса автобусов ступени ступеней ступенек скамеек лавочек ' +
    'остановок полосы полос улиц места мест светофора светофоров знака знаков окна окон крана человек'
  ).split(' '),
);

/** A word that a number before it counts («14 квартир»): such a number is no house. */
export function isUnitWord(word: string): boolean {
  return UNITS.test(word) || COUNTED.has(word);
}

/** Parts of a house: «14 подъезд 3» keeps the house, «3 подъезд» counts the entrance. */
export function isPartOfHouse(word: string): boolean {
  return /^(?:кв|квартир[аые]|подъезде?|под|этаже?|эт|оф|офис)$/.test(word);
}

/** Words a street's name is never a part of, though capital letters may put them after «улица». */
export const NEVER_NAMES: ReadonlySet<string> = new Set(
  (
    'прошу просим согласно также поэтому однако здравствуйте добрый уважаемый уважаемые нет не в на по и а но от до у с к за из о об это эта этот ' +
    'там тут где как что когда дом дома д кв корпус город г область район возле около напротив рядом между через ' +
    'россия рф область обл микрорайон поселок село деревня'
  ).split(' '),
);
