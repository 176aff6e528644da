// Few rules, each against a mistake that compiles: layout is Prettier's, imports between folders are dependency-cruiser's.
import tseslint from 'typescript-eslint';

/** For scripts as for sources. */
const everywhere = {
  // A comparison that converts its operands hides a wrong type; `== null` alone means what it says.
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  // A leading underscore says "given, but not needed here".
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
};

const typed = {
  // A forgotten await loses the error, and the transaction ends before its work does.
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  // A new stage, state or error code must be answered wherever somebody switches over it.
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
  ],
  // Types leave no trace at run time, so a type import can make no circle and load nothing.
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  // It hides the next mistake on the line as well.
  '@typescript-eslint/ban-ts-comment': 'error',
};

export default [
  { ignores: ['dist/', 'node_modules/', '.data/', '.test-data/', 'coverage/', 'web/'] },
  {
    plugins: { '@typescript-eslint': tseslint.plugin },
    // A rule that is wrong is changed here for everybody, not switched off on a line.
    linterOptions: { noInlineConfig: true },
  },
  { files: ['**/*.{js,mjs}'], rules: everywhere },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...everywhere, ...typed },
  },
  {
    // One reader of the environment, so that every variable is checked at start and listed in one place.
    files: ['src/**/*.ts'],
    ignores: ['src/config/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Ask src/config instead.' }],
    },
  },
];
