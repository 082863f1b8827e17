const shipped = 'node_modules/better-sqlite3'

/** Native parts that npm drops from the lock in silence where a registry lacks the version asked for. */
const needed = [
  ...['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-x64', 'darwin-arm64', 'win32-x64-msvc', 'win32-arm64-msvc'].map(
    (platform) => `node_modules/@oxlint/binding-${platform}`,
  ),
  ...['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'].map(
    (platform) => `node_modules/@oxlint-tsgolint/${platform}`,
  ),
]

/**
 * The same lock with better-sqlite3 marked as shipping its binaries, and without the addresses of any registry: the
 * checksums say what a package is, and everybody's own registry may deliver it.
 */
export function mendLock(lock) {
  const packages = Object.entries(lock.packages).map(([name, { resolved, ...entry }]) => [
    name,
    /^https?:/.test(resolved ?? '') || resolved === undefined ? entry : { ...entry, resolved },
  ])
  const mended = Object.fromEntries(packages)
  return { ...lock, packages: { ...mended, [shipped]: { ...mended[shipped], gypfile: false } } }
}

/** What would keep `npm ci` from working elsewhere, one sentence each. */
export function lockProblems(lock) {
  const problems = []
  if (lock.packages[shipped]?.gypfile !== false) {
    problems.push('better-sqlite3 would be compiled by npm 10: run `node scripts/fix-lock.mjs`.')
  }
  for (const name of needed) {
    if (lock.packages[name] === undefined) {
      problems.push(`${name} is missing: remove node_modules, install again with versions that have it.`)
    }
  }
  if (lock.packages['node_modules/node']?.optional !== true) {
    problems.push('node has to be optional: it has no package for every system.')
  }
  for (const [name, { resolved }] of Object.entries(lock.packages)) {
    if (/^https?:/.test(resolved ?? '')) {
      problems.push(`${name} names a registry: run \`node scripts/fix-lock.mjs\`.`)
    }
  }
  return problems
}
