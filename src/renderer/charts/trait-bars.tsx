import { t } from '../i18n/index.ts'
import { decimal } from '../ui/format.ts'
import './charts.css'

export interface TraitBar {
  readonly name: string
  /** Standard deviations from everyone's mean. */
  readonly effect: number
  /** The two means in the feature's own unit, ready to show. */
  readonly text: string
}

/** Bars to both sides of "everyone": how far a cluster lies from the mean, at most ± 2 standard deviations drawn. */
export function TraitBars({ traits, colour }: { readonly traits: readonly TraitBar[]; readonly colour: number }) {
  return (
    <ul className="traits">
      {traits.map((trait) => {
        const size = (Math.min(2, Math.abs(trait.effect)) / 2) * 50
        const effect = decimal(Math.abs(trait.effect), 2)
        const said =
          trait.effect < 0
            ? t('charts.traits.below', { feature: trait.name, effect })
            : t('charts.traits.above', { feature: trait.name, effect })
        return (
          <li key={trait.name} className="trait" title={said}>
            <span className="trait-name name">{trait.name}</span>
            <span className="trait-bar" role="img" aria-label={said}>
              <i
                className={`is-cat-${colour}`}
                style={trait.effect < 0 ? { right: '50%', width: `${size}%` } : { left: '50%', width: `${size}%` }}
              />
            </span>
            <span className="trait-text">{trait.text}</span>
          </li>
        )
      })}
    </ul>
  )
}
