import type { Warning } from '../../contract/messages.ts'
import type { PredictionSummary } from '../store/runs-table.ts'

/** Which columns stay empty in exports, each with its reason. @param hasCampaign a file of campaign results is switched on */
export function missingScores({ churn, value }: PredictionSummary, hasCampaign: boolean): Warning[] {
  const info = (note: { readonly code: string }): Warning => ({ severity: 'info', ...note })
  return [
    ...(churn.reason === null ? [] : [info({ code: 'analysis.no_churn' }), info(churn.reason)]),
    ...(value.reason === null ? [] : [info({ code: 'analysis.no_value' }), info(value.reason)]),
    ...(hasCampaign ? [] : [info({ code: 'analysis.no_uplift' })]),
  ]
}
