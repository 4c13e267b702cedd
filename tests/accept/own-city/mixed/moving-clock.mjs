// Loaded before a program (NODE_OPTIONS): its clock stands beside the machine's by what MIXED_CLOCK says now, and jumps when that changes.
import { readFileSync } from 'node:fs';

const Real = Date;
let ahead = 0;

const look = () => {
  try {
    ahead = Number(readFileSync(process.env.MIXED_CLOCK ?? '', 'utf8')) || 0;
  } catch {
    // Nobody has moved it.
  }
};
look();
setInterval(look, 250).unref();

globalThis.Date = class Moved extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [Real.now() + ahead] : args));
  }

  static now() {
    return Real.now() + ahead;
  }
};
