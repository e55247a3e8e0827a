export { invariants, type Invariant } from './invariants.ts';
export { mixes, type Faults, type MixName, type SimulationOptions } from './options.ts';
export { simulate, type Report } from './simulate.ts';
export {
  Sandbox,
  type FoundBreach,
  type Knobs,
  type SandboxOptions,
  type SandboxState,
  type SandboxView,
} from './sandbox/sandbox.ts';
export { tell } from './tell.ts';
