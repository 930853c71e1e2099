import { PAGES_ORIGIN } from './guards.ts';

/** What a window shows when the core died too often; made here, as nothing else may be working. */
export const STOPPED_PAGE = `${PAGES_ORIGIN}/stopped.html`;

/** The page, in both languages; `logFolder` is where support finds the reason. */
export function stoppedPage(logFolder: string): string {
  const folder = logFolder.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>Yanqi Desk</title>
<style nonce="CSP-NONCE">
  main { min-height: 100vh; box-sizing: border-box; display: grid; place-content: center; gap: 2rem; padding: 3rem;
    font: 1.5rem/1.5 system-ui, sans-serif; background: #fff; color: #1a1a1a; }
  body, h1, h2 { margin: 0; }
  h1, h2 { font-size: 2.5rem; color: #b42318; }
  p { margin: 0; max-width: 44rem; }
  code { font-size: 1.1rem; overflow-wrap: anywhere; }
</style>
<main>
<section>
  <h1>签到已停止</h1>
  <p>后台程序反复出错，已不再重启。已保存的签到没有丢失。请关闭雁栖签到后重新打开；如再次出现，请把日志交给技术支持。</p>
</section>
<section lang="en">
  <h2>Check-in has stopped</h2>
  <p>The station failed again and again and was not started any more. Saved check-ins are safe. Close Yanqi Desk and
    open it again; if this comes back, give the logs to support.</p>
</section>
<p><code>${folder}</code></p>
</main>
</html>`;
}
