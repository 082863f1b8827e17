/** Switches that open a packaged app to whoever can start it with parameters; no fuse covers Chromium's own. */
export const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'load-extension',
  'disable-web-security',
  'disable-site-isolation-trials',
  'no-sandbox',
  'disable-gpu-sandbox',
  'js-flags',
  'host-resolver-rules',
  'proxy-server',
  'user-data-dir',
] as const

/** The first of them that was given, or null. */
export function refusedSwitch(commandLine: { hasSwitch(name: string): boolean }): string | null {
  return refusedSwitches.find((name) => commandLine.hasSwitch(name)) ?? null
}
