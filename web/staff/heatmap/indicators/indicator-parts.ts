/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const indicatorParts = [
  { value: '', label: 'К1–К20' },
  { value: 'equity', label: 'Равенство каналов' },
  { value: 'promise', label: 'Обещано и сделано' },
  { value: 'rework', label: 'Переделки' },
  { value: 'league', label: 'Исполнители' },
] as const;
