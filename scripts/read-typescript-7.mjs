// Loaded before dependency-cruiser 17, which reads TypeScript 7 only through swc: this stands between the two. It
// says which files hold JSX, and calls `using` a `const`, which is the same to somebody who looks for imports.
// Remove it when dependency-cruiser reads both by itself.
import { registerHooks } from 'node:module';

const shim = `
  import swc from '@swc/core';
  export const { version, parseSync } = swc;
  export function parseFileSync(file, options) {
    const tree = swc.parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
    return JSON.parse(JSON.stringify(tree), usingAsConst);
  }
  function usingAsConst(key, node) {
    if (node?.type !== 'UsingDeclaration') return node;
    return { ...node, type: 'VariableDeclaration', kind: 'const', declare: false, declarations: node.decls };
  }`;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isCruiser = specifier === '@swc/core' && context.parentURL?.includes('/dependency-cruiser/');
    if (!isCruiser) return nextResolve(specifier, context);
    return { url: new URL('swc-shim.mjs', import.meta.url).href, shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('/swc-shim.mjs')) return nextLoad(url, context);
    return { format: 'module', source: shim, shortCircuit: true };
  },
});
