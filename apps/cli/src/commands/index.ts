import type { Command } from '../command.ts';
import { backup, restore } from './backup.ts';
import { bench } from './bench.ts';
import { doctor } from './doctor.ts';
import { graph } from './graph.ts';
import { journey } from './journey.ts';
import { lint } from './lint.ts';
import { replay } from './replay.ts';
import { robot } from './robot.ts';
import { send } from './send.ts';
import { simulate } from './simulate.ts';
import { start } from './start.ts';
import { tail } from './tail.ts';

/** Every command there is, as `help` lists them. */
export const commands: readonly Command[] = [
  start,
  robot,
  tail,
  graph,
  journey,
  send,
  replay,
  lint,
  simulate,
  bench,
  backup,
  restore,
  doctor,
];
