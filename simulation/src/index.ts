export { invariants, type Invariant } from './invariants.ts';
export { mixes, type Faults, type MixName, type SimulationOptions } from './options.ts';
export { runSimulation, tell } from './run-simulation.ts';
export { simulate, type Report } from './simulate.ts';
