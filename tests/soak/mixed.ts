import { playMixed } from '../accept/own-city/mixed/play.ts';
import { reportPlay } from '../accept/own-city/mixed/report.ts';

/**
 * A town under mixed load with two webs and two workers, killed at random, its database stopped, its clocks moved, files being made:
 * nothing acknowledged is lost or doubled, all comes back by itself. Bounded: MINUTES (60 by default); SEED plays another course.
 */

const minutes = Number(process.env.MINUTES ?? 60);
const seed = Number(process.env.SEED ?? 1);
const { isHeld, figures } = reportPlay(await playMixed({ minutes, seed, tell: (text) => console.log(text) }));
for (const figure of figures) console.log(figure);
process.exit(isHeld ? 0 : 1);
