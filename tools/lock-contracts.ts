// `npm run lock`: writes down what every event and every function promises, in contracts.lock.json, unless a promise is broken.
// `-- --check` writes nothing and fails on any difference; `-- --break` writes whatever there is.
import { parseArgs } from 'node:util';
import { compareLocks } from './contracts/compare-locks.ts';
import { readLock, writeLock } from './contracts/lock-file.ts';
import { lockOf } from './contracts/lock.ts';
import { report } from './contracts/report.ts';
import { wholeBar } from './whole-bar.ts';

const { values: asked } = parseArgs({ options: { check: { type: 'boolean' }, break: { type: 'boolean' } } });

const promised = lockOf(wholeBar.events, wholeBar.contexts);
const findings = compareLocks(readLock(), promised);
const isBroken = findings.some(({ compatible }) => !compatible);
const fails = asked.check === true ? findings.length > 0 : isBroken && asked.break !== true;

if (fails) process.stderr.write(`${report(findings)}\n`);
else if (asked.check !== true) await writeLock(promised);
process.exitCode = fails ? 1 : 0;
if (!fails) {
  const count = `${Object.keys(promised.events).length} events and ${Object.keys(promised.functions).length} functions`;
  process.stdout.write(
    asked.check === true ? `${count} are as promised.\n` : `${count} locked, ${findings.length} changes.\n`,
  );
}
