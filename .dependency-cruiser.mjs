// The walls of the house (see CONTRIBUTING.md), checked by `npm run walls`; tools/walls.test.ts breaks each of them once.
// Paths are regular expressions over the path from the project's folder; `$1` is what the first group of `from` found.

/** Tests, and what only they use (src/testing/), may use real collaborators, test tools and cloud libraries; they ship nowhere. */
const TESTS = String.raw`(\.test\.tsx?|/src/testing/.+)$`;

/**
 * A package that may import nothing beyond the given places, tests aside.
 *
 * @param {string} name
 * @param {readonly string[]} allowed path patterns
 */
const only = (name, allowed) => ({
  name: `${name}-stands-alone`,
  comment: `packages/${name} is usable alone: it imports ${allowed.length === 0 ? 'nothing' : allowed.join(' and ')}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TESTS },
  to: { pathNot: [`^packages/${name}/`, ...allowed], couldNotResolve: false },
});

const KERNEL = '^packages/kernel/';
/** An npm package's files, here or in a folder's own node_modules. */
const npm = (name) => `(^|/)node_modules/${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'packages-know-no-coffee',
      comment: 'packages/ is below everything: it imports from packages/ alone.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(contexts|extensions|apps|infra|simulation|bench|e2e|lab|tools)/' },
    },
    only('kernel', []),
    only('contract', [KERNEL, npm('zod')]),
    only('bus', [KERNEL]),
    // $hash of Step Functions' JSONata is made of Node's digests, which are pure functions of their text.
    only('states', [KERNEL, npm('jsonata'), '^(node:)?crypto$']),
    only('tables', [KERNEL]),
    {
      name: 'host-stands-on-packages',
      comment: 'packages/host imports packages/ and what Node has built in.',
      severity: 'error',
      from: { path: '^packages/host/', pathNot: TESTS },
      to: { pathNot: '^packages/', dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'contexts-are-below-compositions',
      comment: 'Imports point one way: apps, infra, simulation → contexts and extensions → packages.',
      severity: 'error',
      from: { path: '^(contexts|extensions)/' },
      to: { path: '^(apps|infra|simulation|bench|e2e|lab|tools)/' },
    },
    {
      name: 'contexts-know-no-extension',
      comment: 'An extension is added from outside; no context may need one.',
      severity: 'error',
      from: { path: '^contexts/' },
      to: { path: '^extensions/' },
    },
    {
      name: 'contexts-meet-at-contracts',
      comment: "A context meets another only at its src/contract/ (the package's `./contract`).",
      severity: 'error',
      from: { path: '^contexts/([^/]+)/' },
      to: { path: '^contexts/', pathNot: ['^contexts/$1/', '^contexts/[^/]+/src/contract/'] },
    },
    {
      name: 'extensions-see-contracts-only',
      comment: 'An extension sees the contracts of contexts and of other extensions, and nothing else of them.',
      severity: 'error',
      from: { path: '^extensions/([^/]+)/' },
      to: {
        path: '^(contexts|extensions)/',
        pathNot: ['^extensions/$1/', '^(contexts|extensions)/[^/]+/src/contract/'],
      },
    },
    {
      name: 'contracts-are-leaves',
      comment: 'A contract imports no other part of its context, or others would meet more than the contract.',
      severity: 'error',
      from: { path: '^((?:contexts|extensions)/[^/]+)/src/contract/', pathNot: TESTS },
      to: { path: '^$1/', pathNot: '^$1/src/contract/' },
    },
    {
      name: 'the-heart-is-pure',
      comment:
        'The files directly in src/ decide; handlers and workflows act, and import the heart, never the other way.',
      severity: 'error',
      from: {
        path: String.raw`^((?:contexts|extensions)/[^/]+)/src/[^/]+$`,
        pathNot: [TESTS, String.raw`/manifest\.tsx?$`],
      },
      to: { path: '^$1/src/(handlers|workflow)/' },
    },
    {
      name: 'contexts-know-no-host',
      comment: 'The same definitions run embedded and on AWS, so nothing in them may know the host.',
      severity: 'error',
      from: { path: '^(contexts|extensions)/', pathNot: TESTS },
      to: { path: '^packages/(host|aws-api)/' },
    },
    {
      name: 'cloud-libraries-stay-at-the-edge',
      comment: 'Only infra/ and packages/aws-api import cloud libraries.',
      severity: 'error',
      from: { path: '.', pathNot: ['^infra/', '^packages/aws-api/', TESTS] },
      to: { path: '(^|/)(@aws-sdk|@smithy|aws-cdk-lib|cdk-nag|constructs)(/|$)' },
    },
    {
      name: 'nothing-ships-test-tools',
      comment: 'What runs at the bar is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(packages|contexts|extensions)/[^/]+/src/|^apps/[^/]+/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'nothing-stands-on-tests',
      comment: 'Tests and src/testing/ may pass walls that the rest may not, so the rest may not pass through them.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-circles',
      comment: 'Whoever reads a file can read what it stands on first.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'An import that resolves to nothing hides from every wall.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Types too: a wall that `import type` walks through is none.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Workspaces are links in node_modules: follow them to the source, where the walls are.
    preserveSymlinks: false,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(dist|data|\.cache)/` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
