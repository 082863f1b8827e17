import type { ClusterTrait } from '../../../contract/analysis.ts'
import type { CardFigure } from '../../../contract/personas.ts'

const STEP = 10
const TALL = 26

/** Everyone as wide grey bars, the group as narrow coloured ones before them; each scaled to its own peak. */
export function histogramSvg({ everyone, cluster }: CardFigure['histogram']): string {
  if (everyone.length === 0) return ''
  const width = everyone.length * STEP
  const bars = (values: readonly number[], name: string, inset: number): string =>
    values
      .map((value, i) => {
        const height = unit(value) * (TALL - 1)
        if (height <= 0) return ''
        // What is there at all stays visible.
        const seen = Math.max(0.9, height)
        return `<rect class="${name}" x="${i * STEP + inset}" y="${number(TALL - seen)}" width="${STEP - 2 * inset}" height="${number(seen)}"/>`
      })
      .join('')
  return (
    `<svg class="hist" viewBox="0 0 ${width} ${TALL + 1}" preserveAspectRatio="none" aria-hidden="true">` +
    `${bars(everyone, 'all', 0.6)}${bars(cluster, 'own', 2.8)}` +
    `<rect class="base" x="0" y="${TALL}" width="${width}" height="0.6"/></svg>`
  )
}

/** A bar of a share 0–100 on its track. */
export function shareBar(share: number, own: boolean): string {
  return `<span class="track"><span class="fill${own ? ' own' : ''}" style="width:${number(100 * unit(share / 100))}%"></span></span>`
}

/** A signed bar from the middle; two standard deviations fill a side. */
export function traitBar(trait: ClusterTrait): string {
  const size = 50 * unit(Math.abs(trait.effect) / 2)
  const left = trait.effect < 0 ? 50 - size : 50
  return `<span class="signed"><span class="fill own" style="left:${number(left)}%;width:${number(size)}%"></span></span>`
}

function unit(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}
