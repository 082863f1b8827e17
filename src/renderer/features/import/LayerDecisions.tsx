import type { ImportDecision } from '../../../contract/changes.ts'
import { plainDecision } from '../../../contract/plain-decision.ts'
import type { ImportLayer } from '../../../contract/imports.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Decisions } from './decisions.tsx'
import { useLayers } from './layers-store.ts'
import './change.css'

const nothingFound = { repeats: 0, known: 0, knownOrders: 0, changedOrders: 0 }

/** What was decided about an import when it came in, to be decided otherwise at any time. */
export function LayerDecisions({ layer }: { readonly layer: ImportLayer }) {
  const layers = useLayers((state) => state.layers) ?? []
  const show = useLayers((state) => state.show)
  const earlier = layers.slice(
    0,
    layers.findIndex(({ id }) => id === layer.id),
  )
  const before = earlier.filter(({ kind, active }) => kind === layer.kind && active)
  const findings = layer.change?.findings ?? nothingFound
  if (before.length === 0 && findings.repeats === 0) return null
  return (
    <section className="stack">
      <h3>{t('layer.how')}</h3>
      <Decisions
        kind={layer.kind}
        findings={findings}
        decision={layer.decision}
        proposed={null}
        earlier={before}
        hasOrderNumbers={layer.mapping['order_id'] !== undefined}
        onChange={(decision) => void decide(layer, decision)}
        onShow={(part) => show({ importId: layer.id, part })}
      />
    </section>
  )
}

/** Decides otherwise about an import, with the way back. */
export async function decide(layer: ImportLayer, decision: ImportDecision): Promise<void> {
  const app = useApp.getState()
  const answer = await client.call('changes.decide', { importId: layer.id, decision })
  if (!answer.ok) {
    app.showError(answer.error)
    return
  }
  await useLayers.getState().loadLayers()
  app.toast(t('change.decided', { name: layer.fileName }), { undo: () => void decide(answer.value, layer.decision) })
}

/** A file that nobody compared with others, and that repeats itself: said once more where it came in. */
export function repeatsOf({ decision, change }: ImportLayer): number {
  return decision.repeats === plainDecision.repeats ? (change?.findings.repeats ?? 0) : 0
}
