import { cityFaults } from './list-city.ts';
import { databaseFaults } from './list-database.ts';
import { machineFaults } from './list-machine.ts';
import { serviceFaults } from './list-service.ts';

/** The whole table. It was written before the checks were extended to meet it. */
export const listedFaults = { ...machineFaults, ...databaseFaults, ...serviceFaults, ...cityFaults };
export type FaultName = keyof typeof listedFaults;
