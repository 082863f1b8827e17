import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, MarkPointComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { ECharts, EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { prefersReducedMotion } from './theme.ts'
import type { ChartTheme } from './theme.ts'

// Only the parts that are used: the whole of ECharts is three times as large.
use([
  BarChart,
  LineChart,
  GridComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  CanvasRenderer,
  SVGRenderer,
])

export type { ECharts, EChartsCoreOption }

export function createChart(element: HTMLElement): ECharts {
  // The renderer empties its box through `innerHTML`, which the page's policy on trusted types forbids; here, emptying
  // is all that this box understands by it.
  Object.defineProperty(element, 'innerHTML', {
    configurable: true,
    get: () => '',
    set: () => {
      element.replaceChildren()
    },
  })
  return init(element, null, { renderer: 'canvas' })
}

/** What every chart has in common: type, colours, motion, tooltips drawn on the canvas (the policy forbids HTML ones). */
export function withBase(option: EChartsCoreOption, theme: ChartTheme): EChartsCoreOption {
  const { tooltip, ...rest } = option
  return {
    animation: !prefersReducedMotion(),
    animationDuration: 180,
    animationDurationUpdate: 180,
    animationEasing: 'cubicOut',
    textStyle: { fontFamily: theme.font, fontSize: 12, color: theme.label },
    color: [...theme.categories],
    ...rest,
    ...(tooltip === undefined
      ? {}
      : {
          tooltip: {
            renderMode: 'richText',
            confine: true,
            transitionDuration: 0,
            backgroundColor: theme.float,
            borderColor: theme.line,
            borderWidth: 1,
            padding: [8, 10],
            textStyle: { color: theme.text, fontFamily: theme.font, fontSize: 12, lineHeight: 18 },
            axisPointer: { lineStyle: { color: theme.axis, type: 'solid', width: 1 }, animation: false },
            // Beside the pointer, never on the point itself.
            position: (
              point: [number, number],
              _: unknown,
              __: unknown,
              ___: unknown,
              size: { contentSize: [number, number]; viewSize: [number, number] },
            ) => {
              const [x, y] = point
              const [width, height] = size.contentSize
              const left = x + 16 + width > size.viewSize[0] ? x - width - 16 : x + 16
              return [Math.max(0, left), Math.max(0, Math.min(size.viewSize[1] - height, y - height - 12))]
            },
            ...(tooltip as object),
          },
        }),
  }
}

/** The same chart as a picture: `png` at twice the resolution, `svg` through a second instance made for it. */
export function chartPicture(
  chart: ECharts,
  option: EChartsCoreOption,
  kind: 'png' | 'svg',
  background: string,
): Promise<Blob> {
  if (kind === 'png') {
    const url = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: background })
    return Promise.resolve(blobOfDataUrl(url))
  }
  const second = init(null, null, { renderer: 'svg', ssr: true, width: chart.getWidth(), height: chart.getHeight() })
  try {
    second.setOption({ ...option, animation: false, backgroundColor: background })
    return Promise.resolve(new Blob([second.renderToSVGString()], { type: 'image/svg+xml' }))
  } finally {
    second.dispose()
  }
}

function blobOfDataUrl(url: string): Blob {
  const [head = '', body = ''] = url.split(',')
  const text = atob(body)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return new Blob([bytes], { type: head.slice(5).split(';')[0] ?? 'image/png' })
}
