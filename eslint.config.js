import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './web/svelte.config.js';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'web/dist/', 'web/src/api/documents.ts', 'web/src/parts/outlines.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/return-await': ['error', 'always'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'off', // Nest reads constructor and field types at run time
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are empty classes
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'settings are read in src/config/ alone' }],
      'no-restricted-syntax': ['error', {
        selector: 'MethodDefinition:has(> Decorator > CallExpression[callee.name="ResolveField"]):not(:has(Decorator > CallExpression[callee.name=/^(Args|Acts|Info)$/])) Decorator > CallExpression[callee.name=/^(Parent|Context)$/]',
        message: 'a field of a row takes (parent, args, context) without decorators: Nest then calls it as it is (docs/speed-service.md)',
      }],
    },
  },
  ...svelte.configs.recommended,
  // The same extensions for both, or the program is made anew from file to file.
  { files: ['web/**/*.ts', 'web/**/*.svelte'], languageOptions: { parserOptions: { project: './web/tsconfig.json', extraFileExtensions: ['.svelte'] } } },
  {
    files: ['web/**/*.svelte', 'web/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
  // It takes every Map, Date and URL for state that changes; here they are values, made anew.
  { files: ['web/**/*.svelte', 'web/**/*.svelte.ts'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
  {
    files: ['web/**/*.svelte'],
    rules: {
      // In an effect, `void tries` says what it is done again for.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // dependency-cruiser sees what .svelte files import, but for types, which are gone when they are compiled.
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: '^(\\.\\./)+(src|test|migrations)/(?!planning/index\\.js$)', message: 'the pages know the public API, and the door of planning/' }] }],
      // What another .svelte file hands to a snippet is known to svelte-check (`npm run types`) alone: typescript-eslint takes all of it for any.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['src/config/**', 'web/scripts/**'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['src/planning/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'performance', 'setTimeout', 'fetch', 'console'],
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'no clock in planning/' },
        { object: 'Math', property: 'random', message: 'no chance in planning/' }],
    },
  },
  // A describe block is a list of cases, not a function that does something.
  { files: ['**/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['test/**', '**/*.spec.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
