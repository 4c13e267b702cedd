export { seedDemoReports } from './demo.ts';
export { headReportsModule } from './module.ts';
