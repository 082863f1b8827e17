import { fileURLToPath } from 'node:url'
import { measure } from '../lib/measure.mjs'
import { pythonWithPandas } from '../lib/python.mjs'

export const name = 'predict'
export const title = 'Predictions, beside scikit-learn on the same features'

export async function run({ quick }) {
  const script = fileURLToPath(new URL('../predict.mjs', import.meta.url))
  const python = await pythonWithPandas()
  const parameters = [script, String(quick ? 30_000 : 300_000), ...(python === null ? [] : [python])]
  const facts = JSON.parse((await measure(process.execPath, parameters)).stdout)
  return {
    facts,
    lines: [
      [
        `churn, value and similar customers, ${facts.customers} customers`,
        `${facts.seconds.total.toFixed(2)} s`,
        `similar: ${facts.seconds.similar.toFixed(2)} s`,
      ],
      ...facts.learners.map(({ name: learner, seconds, auc, logLoss }) => [
        `  ${learner}`,
        `${seconds.toFixed(2)} s`,
        `AUC ${auc.toFixed(4)}, log-loss ${logLoss.toFixed(4)}`,
      ]),
    ],
  }
}
