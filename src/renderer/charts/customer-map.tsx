import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { t } from '../i18n/index.ts'
import { IconButton } from '../ui/index.ts'
import { ChartFrame } from './chart-frame.tsx'
import { apart, dotStyle, homeView, middlesOf, panned, toData, toScreen, zoomed } from './map-view.ts'
import { extentOf, gridOf, nearest } from './points.ts'
import type { Points } from './points.ts'
import { pointsAsSvg, raster } from './raster.ts'
import type { View } from './raster.ts'
import type { ChartTable } from './table.ts'
import { rgbOf, useChartTheme } from './theme.ts'

export interface MapAxis {
  /** What grows towards the low and the high end. */
  readonly low: string
  readonly high: string
}

export interface CustomerMapProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly points: Points
  readonly table: ChartTable
  readonly axes: readonly [MapAxis, MapAxis]
  /** Palette index and name by cluster id. */
  readonly clusters: readonly { readonly id: number; readonly name: string; readonly colour: number }[]
  readonly selected: number | null
  readonly onSelect: (cluster: number | null) => void
  /** Customer index → what to show beside the point. */
  readonly describe: (customer: number) => Promise<ReactNode>
  readonly onOpen: (customer: number) => void
  readonly height: number
}

interface Hover {
  readonly at: number
  readonly x: number
  readonly y: number
}

/** Customers as points, drawn by ourselves: pan, zoom and point at any of 50,000 without a stutter. */
export function CustomerMap(props: CustomerMapProps) {
  const { title, subtitle, points, table, axes, clusters, selected, onSelect, describe, onOpen, height } = props
  const theme = useChartTheme()
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const labels = useRef(new Map<number, HTMLElement>())
  const extent = useMemo(() => extentOf(points), [points])
  const grid = useMemo(() => gridOf(points, extent), [points, extent])
  const middles = useMemo(() => middlesOf(points), [points])
  const colours = useMemo(() => {
    const highest = Math.max(0, ...clusters.map((cluster) => cluster.id))
    const known = new Map(clusters.map((cluster) => [cluster.id, cluster.colour]))
    return Array.from(
      { length: highest + 1 },
      (_, id) => theme.categories[(known.get(id) ?? id) % 8] ?? theme.reference,
    )
  }, [clusters, theme])
  const [size, setSize] = useState({ width: 0, height })
  const home = useMemo(() => homeView(extent, size), [extent, size])
  const [hover, setHover] = useState<Hover | null>(null)
  const [aiming, setAiming] = useState(false)
  const view = useRef<View>(home)
  const frame = useRef(0)
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null)

  const paint = () => {
    frame.current = 0
    const context = canvas.current?.getContext('2d', { alpha: false })
    if (canvas.current === null || !context || size.width === 0) return
    const ratio = Math.min(2, window.devicePixelRatio)
    const width = Math.round(size.width * ratio)
    const tall = Math.round(size.height * ratio)
    if (canvas.current.width !== width) canvas.current.width = width
    if (canvas.current.height !== tall) canvas.current.height = tall
    const image = context.createImageData(width, tall)
    const shown = { ...view.current, scale: view.current.scale * ratio }
    raster(image.data, width, tall, points, shown, {
      background: rgbOf(theme.surface),
      colours: colours.map(rgbOf),
      ...dotStyle(points.x.length, view.current.scale / home.scale, ratio),
      selected,
    })
    context.putImageData(image, 0, 0)
    const names = [...labels.current].flatMap(([id, element]) => {
      const middle = middles.get(id)
      if (middle === undefined) return []
      return [{ element, ...toScreen(view.current, size, middle.x, middle.y), width: element.offsetWidth }]
    })
    for (const { element, x, y, width: wide } of apart(names)) {
      const inside = x > 0 && y > 0 && x < size.width && y < size.height
      // A name at the edge is read whole.
      const left = Math.max(wide / 2 + 4, Math.min(size.width - wide / 2 - 4, x))
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px) translate(-50%, -50%)`
      element.style.visibility = inside ? 'visible' : 'hidden'
    }
  }

  // Listeners that live as long as the component call what the last render made.
  const latest = useRef({ paint, zoom: (_factor: number, _x: number, _y: number) => {} })
  const ask = () => {
    if (frame.current === 0) frame.current = requestAnimationFrame(() => latest.current.paint())
  }
  const look = (next: View) => {
    view.current = next
    ask()
  }
  const zoom = (factor: number, x = size.width / 2, y = size.height / 2) => {
    setHover(null)
    look(zoomed(view.current, home, size, factor, x, y))
  }
  useEffect(() => {
    latest.current = { paint, zoom }
  })

  useEffect(() => {
    const element = stage.current
    if (element === null) return
    const watcher = new ResizeObserver(() => {
      const box = element.getBoundingClientRect()
      if (box.width > 0) setSize({ width: Math.round(box.width), height: Math.round(box.height) })
    })
    // React listens to the wheel passively; a zoom must keep the page from scrolling. Without Ctrl the page scrolls on.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const box = element.getBoundingClientRect()
      latest.current.zoom(Math.exp(-event.deltaY * 0.002), event.clientX - box.left, event.clientY - box.top)
    }
    watcher.observe(element)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      watcher.disconnect()
      element.removeEventListener('wheel', onWheel)
      cancelAnimationFrame(frame.current)
      frame.current = 0
    }
  }, [])

  // A new analysis or another width starts from the whole map; anything else keeps the view.
  useEffect(() => {
    view.current = home
  }, [home])
  useEffect(() => {
    if (frame.current === 0) frame.current = requestAnimationFrame(() => latest.current.paint())
  }, [home, colours, selected, points])

  const find = (x: number, y: number, reach: number): Hover | null => {
    const place = toData(view.current, size, x, y)
    const at = nearest(points, grid, place.x, place.y, reach / view.current.scale)
    return at < 0 ? null : { at, ...toScreen(view.current, size, points.x[at] ?? 0, points.y[at] ?? 0) }
  }
  const customerAt = (found: Hover) => points.index[found.at] ?? 0

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    drag.current = { ...placeOf(event), moved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const place = placeOf(event)
    if (drag.current === null) {
      const found = find(place.x, place.y, 10)
      if (found?.at !== hover?.at) setHover(found)
      return
    }
    const dx = place.x - drag.current.x
    const dy = place.y - drag.current.y
    if (!drag.current.moved && Math.hypot(dx, dy) < 4) return
    if (hover !== null) setHover(null)
    drag.current = { ...place, moved: true }
    look(panned(view.current, dx, dy))
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const ended = drag.current
    drag.current = null
    if (ended === null || ended.moved) return
    const place = placeOf(event)
    const found = find(place.x, place.y, 10)
    if (found === null) onSelect(null)
    else onOpen(customerAt(found))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const step = event.shiftKey ? 120 : 30
    if (event.key === 'ArrowLeft') look(panned(view.current, step, 0))
    else if (event.key === 'ArrowRight') look(panned(view.current, -step, 0))
    else if (event.key === 'ArrowUp') look(panned(view.current, 0, step))
    else if (event.key === 'ArrowDown') look(panned(view.current, 0, -step))
    else if (event.key === '+' || event.key === '=') zoom(1.4)
    else if (event.key === '-') zoom(1 / 1.4)
    else if (event.key === '0') look(home)
    else if (event.key === 'Enter' && hover !== null) return onOpen(customerAt(hover))
    else return
    event.preventDefault()
    setAiming(true)
    setHover(find(size.width / 2, size.height / 2, 40))
  }

  const picture = (kind: 'png' | 'svg'): Promise<Blob> => {
    if (kind === 'svg') {
      const style = dotStyle(points.x.length, view.current.scale / home.scale, 1)
      const text = pointsAsSvg(size.width, size.height, points, view.current, colours, {
        background: theme.surface,
        ...style,
      })
      return Promise.resolve(new Blob([text], { type: 'image/svg+xml' }))
    }
    return new Promise((resolve, reject) => {
      canvas.current?.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
    })
  }

  return (
    <ChartFrame
      title={title}
      {...(subtitle === undefined ? {} : { subtitle })}
      table={table}
      data={() => pointTable(points, axes)}
      picture={picture}
      tools={
        <div className="map-buttons">
          <IconButton icon="minus" size="dense" label={t('charts.map.zoomOut')} onPress={() => zoom(1 / 1.5)} />
          <IconButton icon="plus" size="dense" label={t('charts.map.zoomIn')} onPress={() => zoom(1.5)} />
          <IconButton icon="refresh" size="dense" label={t('charts.map.reset')} onPress={() => look(home)} />
        </div>
      }
    >
      <div
        ref={stage}
        className={hover === null ? 'map' : 'map is-pointing'}
        style={{ blockSize: height }}
        tabIndex={0}
        role="application"
        aria-label={t('charts.map.about')}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setHover(null)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setAiming(false)
          setHover(null)
        }}
      >
        <canvas ref={canvas} className="map-canvas" aria-hidden="true" />
        {clusters.map((cluster) => (
          <button
            key={cluster.id}
            type="button"
            tabIndex={-1}
            ref={(element) => {
              if (element === null) labels.current.delete(cluster.id)
              else labels.current.set(cluster.id, element)
            }}
            className={selected === null || selected === cluster.id ? 'map-label' : 'map-label is-faint'}
            onPointerDown={(event) => event.stopPropagation()}
            onPointerUp={(event) => event.stopPropagation()}
            onClick={() => onSelect(selected === cluster.id ? null : cluster.id)}
          >
            <i className={`is-cat-${cluster.colour}`} />
            <span className="name">{cluster.name}</span>
          </button>
        ))}
        {axes[0].low === '' ? null : <span className="map-axis is-left">← {axes[0].low}</span>}
        {axes[0].high === '' ? null : <span className="map-axis is-right">{axes[0].high} →</span>}
        {axes[1].high === '' ? null : <span className="map-axis is-top">↑ {axes[1].high}</span>}
        {axes[1].low === '' ? null : <span className="map-axis is-bottom">↓ {axes[1].low}</span>}
        {aiming ? <span className="map-cross" aria-hidden="true" /> : null}
        {hover === null ? null : (
          <>
            <span className="map-ring" style={{ left: hover.x, top: hover.y }} />
            <div
              className={hover.x > size.width - 260 ? 'map-tip is-left' : 'map-tip'}
              style={{ left: hover.x, top: Math.min(hover.y, size.height - 96) }}
              role="status"
            >
              <TipBody key={customerAt(hover)} customer={customerAt(hover)} describe={describe} />
            </div>
          </>
        )}
      </div>
      <p className="map-hint">{t('charts.map.hint')}</p>
    </ChartFrame>
  )
}

/** Asks for the customer once the pointer rests on her: passing over hundreds of points asks for none. */
function TipBody(props: {
  readonly customer: number
  readonly describe: (customer: number) => Promise<ReactNode>
}): ReactNode {
  const { customer, describe } = props
  const [body, setBody] = useState<ReactNode>(null)
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      void describe(customer).then((found) => {
        if (wanted) setBody(found)
      })
    }, 60)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [customer, describe])
  return body ?? t('charts.map.loading')
}

function placeOf(event: PointerEvent): { x: number; y: number } {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

function pointTable(points: Points, axes: readonly [MapAxis, MapAxis]): ChartTable {
  return {
    columns: [
      { label: t('charts.map.column.customer'), numeric: true },
      { label: t('charts.map.column.cluster'), numeric: true },
      { label: `${axes[0].low} – ${axes[0].high}`, numeric: true },
      { label: `${axes[1].low} – ${axes[1].high}`, numeric: true },
    ],
    rows: Array.from(points.x, (x, at) => [
      points.index[at] ?? 0,
      points.cluster[at] ?? 0,
      Number(x.toFixed(4)),
      Number((points.y[at] ?? 0).toFixed(4)),
    ]),
  }
}
