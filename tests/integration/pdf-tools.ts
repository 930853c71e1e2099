import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Sizes in whole mm. */
export async function pageInfo(
  pdfFile: string,
): Promise<{ readonly pages: number; readonly width: number; readonly height: number }> {
  const { stdout } = await run('pdfinfo', [pdfFile]);
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(stdout) ?? [];
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]),
    width: Math.round((Number(width) * 25.4) / 72),
    height: Math.round((Number(height) * 25.4) / 72),
  };
}

/** What a scanner reads on the first page of a PDF. */
export async function scannedCodes(pdfFile: string, dotsPerInch = 300): Promise<string[]> {
  await run('pdftoppm', ['-gray', '-singlefile', '-r', String(dotsPerInch), pdfFile, pdfFile]);
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sbinary', `${pdfFile}.pgm`]);
  return stdout.split('\n').filter((line) => line !== '');
}
