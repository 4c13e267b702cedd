// Failures of the system at the data folder, each in one sentence that says what to do.

const reasons = {
  EACCES: 'закрыта для этой учётной записи',
  EPERM: 'принадлежит другой учётной записи',
  EROFS: 'лежит на диске только для чтения',
  ENOSPC: 'лежит на диске, где кончилось место',
  EDQUOT: 'исчерпала отведённое место',
  EEXIST: 'занята файлом с тем же именем',
  ENOTDIR: 'занята файлом с тем же именем',
  ENAMETOOLONG: 'названа слишком длинно',
};

/** What to print of an error: the sentence of a known failure of the folder, else the error's own words. */
export function describeStartError(error, data) {
  const reason = reasons[error.code];
  if (!reason || !error.syscall) return error.message;
  const place = error.path && data && !error.path.startsWith(data) ? error.path : data;
  return `Папка данных ${place} ${reason}. Исправьте это или укажите другую: npm start -- --data ПАПКА`;
}
