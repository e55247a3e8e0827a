// The process that `npm start` runs. First of all it remembers, from start to start, what the machine made of the sources: with
// that, the way to the first answer is half as long.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// Nobody else on this machine reads what this process writes.
process.umask(0o077);
enableCompileCache(join(import.meta.dirname, '../../../.cache/compiled'));
const { run } = await import('./run.ts');
await run();
// A process that is killed keeps nothing for the next one, so it is written now.
flushCompileCache();
