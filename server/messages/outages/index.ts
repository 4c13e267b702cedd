export { seedDemoOutages } from './demo.ts';
export { outagesModule } from './module.ts';
