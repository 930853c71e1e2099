/**
 * `npm test` after the set-up: the checks, the build, then every test. A failed check does not hide the tests'
 * answer; a failed build does, as there is nothing to test. Leaves test-results/totals.json for .ci/run.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { electronVite, projectFolder } from './built-app.ts';

const resultsFolder = join(projectFolder, 'test-results');
const report = join(resultsFolder, 'vitest.json');

const ReportSchema = z.object({
  success: z.boolean(),
  numTotalTests: z.int(),
  numPassedTests: z.int(),
  numFailedTestSuites: z.int(),
});

// Ctrl-C reaches the running command too: let it clean up, then stop here.
let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});

rmSync(resultsFolder, { recursive: true, force: true });
mkdirSync(resultsFolder);

const checked = await runs('npm', ['run', '--silent', 'check']);
const built = await runs(process.execPath, [electronVite(), 'build', '--logLevel', 'warn']);
const tests = built ? await runTests() : { passed: 0, failed: 0 };
const totals = {
  passed: tests.passed,
  failed: tests.failed + (checked ? 0 : 1) + (built ? 0 : 1),
};
writeFileSync(join(resultsFolder, 'totals.json'), JSON.stringify(totals));
if (!checked) process.stderr.write('npm run check failed: it counts as one failure.\n');
if (!built) process.stderr.write('The build failed: no test ran.\n');
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

/** Counts what did not pass, so that a skipped test, or one whose set-up failed, is no success. */
async function runTests(): Promise<{ passed: number; failed: number }> {
  const succeeded = await runs(process.execPath, [
    join(projectFolder, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(projectFolder, 'tests/retries-reporter.ts')}`,
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests: passed, numTotalTests, numFailedTestSuites } = readReport();
  const notPassed = numTotalTests - passed;
  // A file that does not load, or an error outside any test, has no test to count.
  const unattributed = notPassed === 0 && (!succeeded || numFailedTestSuites > 0) ? 1 : 0;
  return { passed, failed: notPassed + unattributed };
}

function readReport(): z.infer<typeof ReportSchema> {
  return ReportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
}

/** True when the command ended well. It shares this one's terminal, so Ctrl-C reaches it. */
function runs(command: string, args: string[]): Promise<boolean> {
  const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (interrupted ? process.exit(130) : resolve(code === 0)));
  });
}
