export { keepSystem, listConnected } from './board.ts';
export { exchangeModule } from './module.ts';
