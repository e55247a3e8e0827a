import { Parser } from './parser.ts';
import type { WrittenPath } from './syntax.ts';

/** Reads a projection: document paths with commas between (developer guide, "Projection expressions"). */
export const parseProjection = (text: string): readonly WrittenPath[] => {
  const parser = new Parser('ProjectionExpression', text);
  const paths = parser.list(() => parser.path());
  parser.expectEnd();
  return paths;
};
