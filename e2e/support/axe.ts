import axe from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Colours on their way from one to another are neither; what turns for ever is never done. */
const AT_REST = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  .map((animation) => animation.finished.catch(() => undefined)))`;

const LOOK = `axe.run({ runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary)))`;

/**
 * What a reader, a keyboard or tired eyes would stumble over on the page as it is now (WCAG 2.2 AA), by axe-core. The page has to run
 * scripts.
 */
export const obstacles = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AT_REST);
  await page.evaluate(axe.source);
  return page.evaluate<readonly string[]>(LOOK);
};
