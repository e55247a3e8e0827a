// Imported before the server on `npm start`: the pages are what their sources say. A page that cannot be built keeps nobody from coffee.
import { buildPages } from './build-pages.ts';

try {
  await buildPages({ say: (sentence) => void process.stderr.write(`${sentence}\n`) });
} catch (error) {
  const why = error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error);
  process.stderr.write(`Not every page is there, ${why}\n`);
}
