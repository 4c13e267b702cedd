export { seedDemoViews } from './demo.ts';
export { heatViewsModule } from './module.ts';
