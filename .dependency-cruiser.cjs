/**
 * The arrows of ARCHITECTURE.md: contract <- checkin <- node <- core and server; contract <- renderer; main knows the
 * contract only. Each comment says what to do instead.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'contract-is-lowest',
      comment:
        'src/contract imports no other part: move what it needs into src/contract, or turn the import round.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { path: '^src/(?!contract/)' },
    },
    {
      name: 'checkin-imports-contract-only',
      comment: 'src/checkin may import src/contract only: let core or server pass the value in.',
      severity: 'error',
      from: { path: '^src/checkin/' },
      to: { path: '^src/(?!checkin/|contract/)' },
    },
    {
      name: 'node-imports-checkin-and-contract-only',
      comment:
        'src/node is what station and server both need of Node: it may import src/checkin and src/contract only.',
      severity: 'error',
      from: { path: '^src/node/' },
      to: { path: '^src/(?!node/|checkin/|contract/)' },
    },
    {
      name: 'core-imports-no-window-or-server',
      comment: 'core may not import main, preload, renderer or server: talk through src/contract.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^src/(?!core/|node/|checkin/|contract/)' },
    },
    {
      name: 'server-imports-no-station',
      comment:
        'server may not import core, main, preload or renderer: talk through src/contract, share through src/checkin or src/node.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(?!server/|node/|checkin/|contract/)' },
    },
    {
      name: 'renderer-imports-contract-only',
      comment:
        'renderer may import src/contract (and displayName, so that screen and badge say one name): ask the core through the window contract.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(?!renderer/|contract/|checkin/display-name\\.ts$)' },
    },
    {
      name: 'main-imports-contract-only',
      comment:
        'main may import src/contract only: it starts the core by its path and knows nothing of check-in.',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/(?!main/|contract/)' },
    },
    {
      name: 'preload-imports-nothing',
      comment: 'preload passes the port and imports nothing of ours but src/contract.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/(?!preload/|contract/)' },
    },
    {
      name: 'electron-in-main-and-preload-only',
      comment:
        'Only src/main and src/preload may import electron: the rest runs under plain Node or in a window.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '(^|node_modules/)electron(/|$)' },
    },
    {
      name: 'no-node-in-contract-checkin-renderer',
      comment:
        'contract, checkin and renderer import no Node built-ins: let core, main or server pass the value in.',
      severity: 'error',
      from: { path: '^src/(contract|checkin|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-product',
      comment: 'The product may not import tests or scripts: move what both need into src.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(tests|scripts)/|\\.test\\.tsx?$' },
    },
    {
      name: 'no-circle',
      comment: 'These files import each other in a circle: move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: correct the path (with its .ts), or add the package.',
      severity: 'error',
      from: {},
      // A question mark is Vite's: file.wasm?url.
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
