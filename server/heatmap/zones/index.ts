export { seedDemoZones } from './demo.ts';
export { zonesModule } from './module.ts';
export { placeDistrict, placeOf, zoneName } from './places.ts';
export { addLine as addZoneLine } from './rows.ts';
