import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSED = /\.(js|css|html|svg|json)$/;
const BYTES_MIN = 512;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Writes each file's brotli and gzip forms beside it, as small as they get: compressed once, sent a thousand times. */
export const compressFolder = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await compressFolder(path);
    else if (COMPRESSED.test(entry.name)) await compressFile(path);
  }
};

const compressFile = async (path: string): Promise<void> => {
  const content = await readFile(path);
  if (content.length < BYTES_MIN) return;
  const [br, gz] = await Promise.all([
    toBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
    toGzip(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
};
