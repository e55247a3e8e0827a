import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';
import { readText, root } from '../project.ts';
import { capital } from './page.ts';

/** What a conformance suite claims, in the words of its cases. */
export interface Suite {
  readonly path: string;
  readonly parts: readonly Part[];
}

export interface Part {
  /** The feature, with the section of the public document that it follows. */
  readonly title: string;
  readonly claims: readonly string[];
}

const SUITES = 'packages/*/src/**/*conformance*.test.ts';

/** Every conformance suite: test files that have the word in their name. A new one needs no list. */
export const suites = (): readonly Suite[] =>
  globSync(SUITES, { cwd: root, exclude: (path) => path.includes('node_modules') })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, parts: partsOf(path, readText(path) ?? '') }));

/** What the document client calls otherwise than the protocol. */
const OPERATION_OF: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  BatchGet: 'BatchGetItem',
  BatchWrite: 'BatchWriteItem',
  TransactGet: 'TransactGetItems',
  TransactWrite: 'TransactWriteItems',
};

/** The tests of a package by the operations they try: those whose command of AWS's SDK they name. */
export const testsByOperation = (folder: string): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const path of globSync(`${folder}/**/*.test.ts`, { cwd: root }).toSorted())
    for (const [, command = ''] of (readText(path) ?? '').matchAll(/\bnew (\w+)Command\(/g)) {
      const operation = OPERATION_OF[command] ?? command;
      const tests = found.get(operation) ?? [];
      if (!tests.includes(path)) found.set(operation, [...tests, path]);
    }
  return found;
};

/** The sentence with which a claim of `test.each` is told: `%s` is the case's own first text. */
const told = (title: string, text: string): string =>
  title.includes('%s') ? title.replace('%s', text).replaceAll(/%[sdjio]|\$\w+/g, '…') : text;

/** Reads the describes, tests, tables of cases and records of tables of cases out of a suite's source. */
export const partsOf = (path: string, source: string): readonly Part[] => {
  const parts = new Map<string, string[]>();
  const claim = (part: string, text: string): void => {
    parts.set(part, [...(parts.get(part) ?? []), text]);
  };
  const visit = (node: ts.Node, part: string): void => {
    let inside = part;
    if (ts.isCallExpression(node)) {
      const title = textOf(node.arguments[0]);
      const called = calledOf(node.expression);
      if (called.name === 'describe' && title !== undefined) inside = title;
      if (called.name === 'test' && title !== undefined) {
        if (called.rows === undefined) claim(part, title);
        else for (const text of firstTexts(called.rows)) claim(part, told(title, text));
        return;
      }
    }
    if (
      ts.isPropertyAssignment(node) &&
      ts.isStringLiteralLike(node.name) &&
      ts.isArrayLiteralExpression(node.initializer)
    )
      for (const text of firstTexts(node.initializer)) claim(node.name.text, text);
    ts.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest), dirname(path).split('/').at(-1) ?? path);
  return [...parts].map(([title, claims]) => ({ title, claims }));
};

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

/** `test(…)`, `test.each(rows)(…)`, `describe(…)`. */
const calledOf = (callee: ts.Expression): { readonly name?: string; readonly rows?: ts.Node } => {
  if (ts.isIdentifier(callee)) return { name: callee.text };
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return {};
  const { expression, name } = callee.expression;
  const [rows] = callee.arguments;
  return ts.isIdentifier(expression) && name.text === 'each' && rows ? { name: expression.text, rows } : {};
};

const firstTexts = (rows: ts.Node): readonly string[] =>
  ts.isArrayLiteralExpression(rows)
    ? rows.elements.flatMap((row) => {
        const text = textOf(ts.isArrayLiteralExpression(row) ? row.elements[0] : row);
        return text === undefined || !ts.isArrayLiteralExpression(row) ? [] : [text];
      })
    : [];

/**
 * What a package's SPEC.md says is different on purpose: its section about differences, and each remark that begins with
 * `**Different:**`.
 */
export const differencesOf = (folder: string): readonly string[] => {
  const sections = (readText(`${folder}/SPEC.md`) ?? '').split(/^## /m);
  return sections.flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const text = lines.join('\n').trim();
    if (/differen/i.test(heading)) return itemsOf(text);
    return [...text.matchAll(/\*\*Different:\*\* (.+?)(?=\n\d+\. |\n- |\n\n|$(?![\s\S]))/gs)].map(([, remark = '']) =>
      capital(oneLine(remark)),
    );
  });
};

/** The items of a list; a section without one is a single item. */
const itemsOf = (text: string): readonly string[] =>
  text
    .split(/^(?:- |\d+\. )/m)
    .map(oneLine)
    .filter((item) => item !== '');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
