export { seedDemoZones } from './demo.ts';
export { zonesModule } from './module.ts';
