import { spawn } from 'node:child_process';

/** What opens an address, where it is not called as on Linux. */
const openers: ReadonlyMap<string, string> = new Map([
  ['darwin', 'open'],
  ['win32', 'explorer'],
]);

/** Opens an address in the person's browser; a machine without one is no fault. */
export const openBrowser = (url: string): void => {
  const command = openers.get(process.platform) ?? 'xdg-open';
  const browser = spawn(command, [url], { stdio: 'ignore', detached: true });
  browser.once('error', () => undefined);
  browser.unref();
};
