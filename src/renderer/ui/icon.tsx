import './icon.css'

/** Paths on a 16 × 16 grid, drawn with a 1.5 px line in the colour of the text around them. */
const shapes = {
  import: 'M8 2v7.5M4.8 6.5 8 9.7l3.2-3.2M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11',
  pulse: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  overview: 'M2.5 13.5h11M4 13.5V8.5M8 13.5v-11M12 13.5V6',
  segments: 'M8 2.2a5.8 5.8 0 1 0 5.8 5.8H8zM10.5 2.3a5.8 5.8 0 0 1 3.2 3.2h-3.2z',
  customers:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.8 13.5c.3-2.6 1.9-4 4.2-4s3.9 1.4 4.2 4M10.8 2.8a2.5 2.5 0 0 1 0 4.4M12 9.9c1.3.5 2 1.7 2.2 3.6',
  personas:
    'M2.5 3.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM8 8a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 8 8ZM5 11.2c.4-1.3 1.5-2 3-2s2.6.7 3 2',
  predict: 'M2 12.5l3.5-4 2.5 2M8 10.5l2-3M10.5 6.5l1-1.500M12 4.500l1.500-2M11 2.500h2.500V5',
  settings:
    'M2.5 4.5h5M11 4.5h2.5M2.5 11.5H5M8.5 11.5h5M9.25 6.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM6.75 13.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.3 3.3L13 5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-up': 'M4 10l4-4 4 4',
  'chevron-left': 'M10 4L6 8l4 4',
  'chevron-right': 'M6 4l4 4-4 4',
  'arrow-right': 'M3 8h10M9 4l4 4-4 4',
  sidebar: 'M2.5 3.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM6 2.5v11',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  trash: 'M2.5 4.5h11M6.5 4.5v-2h3v2M4 4.5l.6 9h6.8l.6-9M6.7 7.2v3.6M9.3 7.2v3.6',
  edit: 'M10.5 3l2.5 2.5L6 12.5l-3.2.7.7-3.2z',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.8 3.5l-3 3 3 3',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.5h-2.5',
  info: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6ZM8 7.3v3.7M8 5h.01',
  warning: 'M8 2.5l6 10.8H2zM8 6.5v3.2M8 11.5h.01',
  error: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6ZM8 5v3.7M8 11h.01',
  file: 'M4 1.8h5l3.5 3.5v8.9H4zM9 1.8v3.5h3.5',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  download: 'M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M3 13.5h10',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.5 6.6h.01M7 6.6h.01M9.3 6.6h.01M11.6 6.6h.01M5 9.5h6',
  sort: 'M5 3v10M2.5 10.5L5 13l2.5-2.5M11 13V3M8.5 5.5L11 3l2.5 2.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  folder: 'M2 4h4l1.5 1.5H14V12.5H2z',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.8v1.2M8 13v1.2M1.8 8H3M13 8h1.2M3.6 3.6l.9.9M11.5 11.5l.9.9M12.4 3.6l-.9.9M4.5 11.5l-.9.9',
  moon: 'M13 9.3A5.5 5.5 0 0 1 6.7 3a5.5 5.5 0 1 0 6.3 6.3Z',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.8h11M5.5 2v2.5M10.5 2v2.5',
  board: 'M2.5 2.5h4.7v11H2.5zM8.9 2.5h4.6v11H8.9z',
  spark: 'M2 11l3.5-4.5 3 2.5L14 3.5',
  layers: 'M8 2.2l6 3-6 3-6-3zM2.3 8.3L8 11.2l5.7-2.9M2.3 11L8 13.9 13.7 11',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
} as const

export type IconName = keyof typeof shapes

export interface IconProps {
  readonly name: IconName
  /** Side in px; 16 unless told. */
  readonly size?: number
}

/** A drawing beside a text or inside a labelled button: it never carries meaning of its own. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
