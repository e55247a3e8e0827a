import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// What only the kernel and composition roots may ask the machine for. Everyone else is handed a Clock, a Random, Ids or settings,
// so that a test can be any moment and a run can be replayed.
const ASK_THE_KERNEL = {
  properties: [
    { object: 'Date', property: 'now', message: 'Take a Clock.' },
    { object: 'performance', property: 'now', message: 'Take a Clock.' },
    { object: 'process', property: 'hrtime', message: 'Take a Clock.' },
    { object: 'Math', property: 'random', message: 'Take a Random.' },
    { object: 'crypto', property: 'getRandomValues', message: 'Take a Random.' },
    { object: 'crypto', property: 'randomUUID', message: 'Take Ids.' },
    { object: 'process', property: 'env', message: 'Only composition roots read the environment; take the setting.' },
  ],
  syntax: [
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a Clock.' },
    { selector: "CallExpression[callee.name='Date']", message: 'Take a Clock.' },
    { selector: "MemberExpression[object.type='MetaProperty'][property.name='env']", message: 'Take the setting.' },
  ],
  imports: [
    { name: 'node:process', importNames: ['env', 'hrtime'], message: 'Take a Clock, or the setting.' },
    { name: 'node:perf_hooks', importNames: ['performance'], message: 'Take a Clock.' },
    {
      name: 'node:crypto',
      importNames: ['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'getRandomValues', 'webcrypto'],
      message: 'Take a Random or Ids.',
    },
  ],
};

// Waiting belongs to the host's timers, which survive a restart and which a simulation can hurry.
const NO_WAITING = {
  globals: ['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
    name,
    message: 'Timers are rows of the host.',
  })),
  imports: ['node:timers', 'node:timers/promises'].map((name) => ({ name, message: 'Timers are rows of the host.' })),
};

const PURE = ['packages/**/*.ts', 'packages/**/*.tsx', 'contexts/**/*.ts', 'extensions/**/*.ts'];
const KERNEL = 'packages/kernel/**';
/** Where packages meet the machine, and so may wait for it: sockets, disks, the browser. */
const EDGES = ['packages/host/**', 'packages/aws-api/**', 'packages/live/**', 'packages/ui/**'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/src/testing/**'];

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', '**/generated/', 'data/', '.cache/', 'infra/cdk.out/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': ['error', { fixMixedExportsWithInlineTypeSpecifier: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A default may still name a fault for values from outside; it does not excuse a forgotten case.
        {
          considerDefaultExhaustiveForUnions: false,
          requireDefaultForNonUnion: false,
          allowDefaultCaseForExhaustiveSwitch: true,
        },
      ],
      // A cast tells the compiler instead of showing it; `as const` and `satisfies` stay.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Numbers print the same everywhere; what prints badly (objects, undefined) is still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => list.push(x)` as a callback is a sentence; a stray void in an expression is still refused.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // An async function without await is how a synchronous answer meets an asynchronous port.
      '@typescript-eslint/require-await': 'off',
      // Text is compared by code point wherever AWS does so; a person's characters are the pages' business.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // An index signature names its key (`[path: string]`), which a Record cannot.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // It never comes back from a type that contains itself, as Json and what is built of it do.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'prefer-const': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    name: 'time, chance, ids and settings come in from outside',
    files: PURE,
    ignores: [KERNEL, ...TESTS],
    rules: {
      'no-restricted-properties': ['error', ...ASK_THE_KERNEL.properties],
      'no-restricted-syntax': ['error', ...ASK_THE_KERNEL.syntax],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: ASK_THE_KERNEL.imports }],
    },
  },
  {
    name: 'what is pure does not wait',
    files: PURE,
    ignores: [KERNEL, ...EDGES, ...TESTS],
    rules: {
      'no-restricted-globals': ['error', ...NO_WAITING.globals],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [...ASK_THE_KERNEL.imports, ...NO_WAITING.imports] },
      ],
    },
  },
  {
    name: "where JSON.parse's any becomes Json",
    files: ['packages/kernel/src/json.ts'],
    // Every JSON value is a Json, which the compiler's library does not say; said once, here, for everyone.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    name: 'scripts write to the terminal',
    files: ['tools/**/*.ts', 'apps/cli/**/*.ts', 'bench/**/*.ts', 'simulation/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'plain JavaScript, linted without types',
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic, tseslint.configs.disableTypeChecked],
    rules: { eqeqeq: 'error', 'object-shorthand': 'error' },
  },
);
