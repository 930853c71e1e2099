// Stands in for Electron's own default_app.asar, which the test runtime lacks: opens the project whose
// folder is the first argument that is no switch, as `electron [switches] FOLDER` does.
const path = require('node:path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('usage: electron [switches] FOLDER\n');
  app.exit(2);
} else {
  const root = path.resolve(folder);
  const manifest = require(path.join(root, 'package.json'));
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(root);
  require(path.join(root, manifest.main));
}
