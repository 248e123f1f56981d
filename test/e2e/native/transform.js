import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

/*
 * What end-to-end tests import of the program and of packages is not loaded into jest's sandbox, anew for each file of tests and never warm, but by Node itself, once for
 * all files of a worker: of src/ the built program in dist/. In the place of a module stands one that hands on the names of Node's own.
 */
const require = createRequire(import.meta.url);

/** @returns the code of that module: an ES module or a CommonJS one, as jest is about to load it */
function handsOn(source, file, { config, supportsDynamicImport, supportsStaticESM }) {
  // The set-up before all tests runs outside of the sandbox, where Node loads everything by itself.
  if (!supportsDynamicImport) return source;
  const own = file.replace(`${config.rootDir}/src/`, `${config.rootDir}/dist/`).replace(/\.ts$/, '.js');
  const names = Object.keys(require(own)).filter((name) => /^[\w$]+$/.test(name) && name !== 'default');
  const module = `native.require(${JSON.stringify(own)})`;
  // Of a CommonJS module jest finds the names that are written where they are never assigned.
  if (!supportsStaticESM) return `module.exports = ${module}; 0 && (module.exports = { ${names.join(', ')} });`;
  return [`const module = ${module};`, ...names.map((name) => `export const ${name} = module.${name};`), 'export default module.default;'].join('\n');
}

export default {
  process: (source, file, options) => ({ code: handsOn(source, file, options) }),
  // The names may change though the file that hands them on does not.
  getCacheKey: (source, file, options) => createHash('sha256').update(handsOn(source, file, options)).digest('hex'),
};
