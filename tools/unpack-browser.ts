// Unpacks the browser that comes as an npm package into the machine's temporary folder, which the caller sets (TMPDIR):
// `chromium` itself, its `fonts`, and in `al2023/lib` the few shared libraries that a bare machine lacks.
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

await chromium.executablePath();
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
