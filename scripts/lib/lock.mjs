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

/** The same lock with better-sqlite3 marked as shipping its binaries. */
export function withoutCompiling(lock) {
  return { ...lock, packages: { ...lock.packages, [shipped]: { ...lock.packages[shipped], gypfile: false } } }
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
    if (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')) {
      problems.push(`${name} names another registry than npm's own.`)
    }
  }
  return problems
}
