/** The entry of the core process: an Electron utility process in the product, a forked Node elsewhere. */
import { runCore } from './core-process/run-core.ts';
import { shellLink } from './core-process/shell-link.ts';

runCore(shellLink());
