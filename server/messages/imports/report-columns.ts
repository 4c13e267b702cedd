/** Columns a report of refused rows has before those of the file. */
export const REPORT_COLUMNS: readonly string[] = ['Строка файла', 'Почему не принята'];
