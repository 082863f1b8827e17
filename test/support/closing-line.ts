import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

/**
 * Ends every run with one line of its own, `N passed, N failed, N skipped`, after the reason of each skipped test.
 * A file that could not be loaded, and an error outside every test, count as one failure each: a run in which nothing
 * could start must never read as `0 failed`.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) counts.failed += 1
      for (const test of module.children.allTests()) {
        const state = test.result().state
        if (state === 'passed' || state === 'failed') counts[state] += 1
        else {
          counts.skipped += 1
          process.stdout.write(`skipped: ${describe(test)}\n`)
        }
      }
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  }
}

/** The note given to `context.skip(…)`, else the test's name, which says why by our habit. */
function describe(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return `${test.module.relativeModuleId} > ${test.fullName}${note === undefined ? '' : ` (${note})`}`
}
