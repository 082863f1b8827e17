import { Checkbox } from 'react-aria-components/Checkbox'
import { useEffect, useRef, useState } from 'react'
import type { Analysis } from '../../../contract/analysis.ts'
import type { CustomerFilter } from '../../../contract/customers.ts'
import { filterChips } from '../../app/filter-chips.ts'
import { clusterColour, clusterName, segmentColour, segmentName } from '../../app/labels.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'
import { Button, Chip, Icon, Popover, SegmentDot, TextField } from '../../ui/index.ts'

const searchDelay = 200
const values = ['VIP', 'High Value', 'Medium Value', 'Low Value'] as const
const loyalties = ['Loyal', 'Established', 'New'] as const
const engagements = ['Active', 'Recent', 'Inactive', 'Dormant'] as const

/** The filter, read as the rest of the sentence above it; each part can be taken away. */
export function FilterSentence({ analysis }: { readonly analysis: Analysis }) {
  const filter = useApp((state) => state.filter)
  const patchFilter = useApp((state) => state.patchFilter)
  const clearFilter = useApp((state) => state.clearFilter)
  const chips = filterChips(filter, analysis)
  if (chips.length === 0) return <p className="muted">{t('customers.head.everyone')}</p>
  return (
    <div className="row customers-chips">
      <span className="muted">{t('customers.head.which')}</span>
      {chips.map((chip) => (
        <Chip
          key={chip.key}
          tone="accent"
          onRemove={() => patchFilter(chip.without)}
          {...(chip.colour === undefined ? {} : { colour: chip.colour })}
        >
          {chip.text}
        </Chip>
      ))}
      <Button size="dense" variant="quiet" onPress={clearFilter}>
        {t('customers.filter.clear')}
      </Button>
    </div>
  )
}

/** Searches once the person pauses. */
export function SearchField() {
  const search = useApp((state) => state.filter.search ?? '')
  const patchFilter = useApp((state) => state.patchFilter)
  const [text, setText] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sent = useRef(search)
  useEffect(() => {
    // The filter was changed elsewhere, for instance by taking its chip away.
    if (search !== sent.current) {
      sent.current = search
      setText(search)
    }
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      patchFilter({ search: next.trim() })
    }, searchDelay)
  }
  return (
    <div className="customers-search" data-search>
      <TextField
        label={t('customers.search.label')}
        hideLabel
        icon="search"
        type="search"
        maxLength={200}
        placeholder={t('customers.search.placeholder')}
        value={text}
        onChange={change}
      />
    </div>
  )
}

interface Choice {
  readonly key: string
  readonly label: string
  readonly colour?: number
  readonly on: boolean
  readonly toggled: Partial<CustomerFilter>
}

function choice<Value extends string | number>(
  part: keyof CustomerFilter,
  list: readonly Value[] | undefined,
  value: Value,
  label: string,
  colour?: number,
): Choice {
  const on = list?.includes(value) ?? false
  const next = on ? (list ?? []).filter((other) => other !== value) : [...(list ?? []), value]
  return {
    key: String(value),
    label,
    on,
    toggled: { [part]: next },
    ...(colour === undefined ? {} : { colour }),
  }
}

/** Everything one can filter by, on one panel. */
export function FilterButton({ analysis }: { readonly analysis: Analysis }) {
  const filter = useApp((state) => state.filter)
  const patchFilter = useApp((state) => state.patchFilter)
  const groups: readonly { readonly title: string; readonly choices: readonly Choice[] }[] = [
    {
      title: t('customers.filter.segments'),
      choices: analysis.segments
        .filter((row) => row.customers > 0)
        .map((row) =>
          choice('segments', filter.segments, row.segmentLabel as string, segmentName(row), segmentColour(row)),
        ),
    },
    {
      title: t('customers.filter.clusters'),
      choices: analysis.clusters.map((row) =>
        choice('clusters', filter.clusters, row.clusterId, clusterName(row), clusterColour(row)),
      ),
    },
    {
      title: t('customers.filter.abc'),
      choices: (['A', 'B', 'C'] as const).map((name) => choice('abc', filter.abc, name, name)),
    },
    {
      title: t('customers.filter.value'),
      choices: values.map((name) => choice<string>('valueSegments', filter.valueSegments, name, name)),
    },
    {
      title: t('customers.filter.loyalty'),
      choices: loyalties.map((name) => choice<string>('loyaltySegments', filter.loyaltySegments, name, name)),
    },
    {
      title: t('customers.filter.engagement'),
      choices: engagements.map((name) => choice<string>('engagement', filter.engagement, name, name)),
    },
  ]
  return (
    <Popover label={t('customers.filter.title')} trigger={<Button icon="filter">{t('customers.filter.add')}</Button>}>
      <div className="filter-groups">
        <Check
          label={t('customers.filter.withPurchase')}
          on={filter.withPurchase === true}
          onChange={(on) => patchFilter({ withPurchase: on })}
        />
        {groups.map((group) => (
          <fieldset key={group.title} className="filter-group">
            <legend>{group.title}</legend>
            {group.choices.map((one) => (
              <Check
                key={one.key}
                label={one.label}
                on={one.on}
                onChange={() => patchFilter(one.toggled)}
                {...(one.colour === undefined ? {} : { colour: one.colour })}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Popover>
  )
}

/** A box to tick. */
export function Check(props: {
  readonly label: string
  readonly on: boolean
  readonly colour?: number
  readonly onChange: (on: boolean) => void
}) {
  const { label, on, colour, onChange } = props
  return (
    <Checkbox className="check" isSelected={on} onChange={onChange}>
      <span className="check-box">
        <Icon name="check" size={12} />
      </span>
      {colour === undefined ? null : <SegmentDot colour={colour} size={8} />}
      <span className="name">{label}</span>
    </Checkbox>
  )
}
