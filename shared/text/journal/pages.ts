/** Words of the journal's actions in the register of official pages. */
export const pagesActions: Readonly<Record<string, string>> = {
  'register.create-page': 'Внесена официальная страница',
  'register.change-page': 'Изменена официальная страница',
  'register.keep-figures': 'Записаны подписчики и охват страницы',
  'register.archive-page': 'Официальная страница ушла в архив',
  'register.restore-page': 'Официальная страница возвращена из архива',
  'register.save-body': 'Записаны сведения об органе в реестре страниц',
  'register.add-exemption': 'Записано основание не вести страницу',
  'register.export-region': 'Выгружен свод региона',
  'register.import-page': 'Страница обновлена из таблицы региона',
  'register.look': 'Записан взгляд на официальную страницу',
  'register.move-verification': 'Шаг верификации официальной страницы',
  'register.end-exemption': 'Снято основание не вести страницу',
};
