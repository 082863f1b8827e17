import { measure } from './measure.mjs'

/** A Python with pandas and scikit-learn, or null. */
export async function pythonWithPandas() {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await measure(python, ['-c', 'import pandas, sklearn'])
      return python
    } catch {
      // Not this one.
    }
  }
  return null
}
