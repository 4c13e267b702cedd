// Loaded before a program (NODE_OPTIONS): its clock goes so many hours beside the machine's, as that of a machine nobody keeps right.
const ahead = Number(process.env.FAULTS_CLOCK_HOURS ?? 0) * 3_600_000;
const Real = Date;

globalThis.Date = class Moved extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [Real.now() + ahead] : args));
  }

  static now() {
    return Real.now() + ahead;
  }
};
