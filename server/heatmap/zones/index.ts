export { seedDemoZones } from './demo.ts';
export { zonesModule } from './module.ts';
export { addLine as addZoneLine } from './rows.ts';
