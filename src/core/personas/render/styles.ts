import type { PageSetup } from '../../../contract/personas.ts'
import type { Shape } from './shapes.ts'

const SHEETS = { A4: ['210mm', '297mm'], Letter: ['8.5in', '11in'] } as const

/** The whole style sheet of the cards for one page set-up: light colours, lengths in mm and pt, one sheet per page. */
export function cardStyles(page: PageSetup, shape: Shape): string {
  const [short, long] = SHEETS[page.size]
  const [width, height] = page.orientation === 'portrait' ? [short, long] : [long, short]
  return `@page{size:${width} ${height};margin:0}${sheet(width, height)}${card}${bySize[shape.name] ?? ''}`
}

const sheet = (width: string, height: string): string => `
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact;-webkit-text-size-adjust:none;color-scheme:light}
body{background:#e4e6ea;color:#1b1f26;font:400 9pt/1.42 Inter,system-ui,"Segoe UI",Helvetica,Arial,sans-serif;font-feature-settings:"tnum","cv11"}
ul{list-style:none}
.page{width:${width};height:${height};margin:10mm auto;background:#fff;overflow:hidden;display:grid;grid-template:auto minmax(0,1fr) auto / minmax(0,1fr);padding:11mm 14mm 8mm;contain:strict;box-shadow:0 .3mm 1mm rgba(20,26,36,.12),0 2mm 8mm rgba(20,26,36,.12)}
@media print{body{background:#fff}.page{margin:0;box-shadow:none;break-after:page;break-inside:avoid}.page:last-child{break-after:auto}}
.running{display:flex;align-items:center;justify-content:space-between;gap:6mm;color:#5a6270;font-size:7.5pt;white-space:nowrap;min-height:9mm;padding-bottom:3mm}
.running .who{display:flex;align-items:center;gap:3mm;min-width:0}
.running .who b{font-weight:600;color:#1b1f26;font-size:9pt;overflow:hidden;text-overflow:ellipsis}
.running img{height:8mm;max-width:40mm;object-fit:contain;object-position:left center}
.running.foot{padding:3mm 0 0;min-height:0;font-size:6.5pt}
.running.foot span:first-child{overflow:hidden;text-overflow:ellipsis;flex:1;min-width:0}
.cards{display:grid;gap:5mm;min-height:0}
.empty{align-self:center;text-align:center;color:#5a6270}
`

const card = `
.card{--ink:#1b1f26;--quiet:#5a6270;--line:#e2e5ea;--tint:color-mix(in srgb,var(--c) 7%,#fff);position:relative;min-width:0;min-height:0;overflow:hidden;display:flex;flex-direction:column;gap:var(--gap);border:.25mm solid var(--line);border-radius:1.6mm;padding:var(--pad);padding-top:calc(var(--pad) + 1.2mm)}
.card::before{content:"";position:absolute;inset:0 0 auto 0;height:1.6mm;background:var(--c)}
.columns{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));grid-template-rows:minmax(0,1fr);gap:var(--gutter);flex:1 1 auto;min-height:0}
.column{min-width:0;min-height:0;overflow:hidden}
.column,.card.single{display:flex;flex-flow:column wrap;align-content:flex-start;gap:var(--gap)}
.column>*,.card.single>*{width:100%}
.card.single{column-gap:30mm}
.column .together,.column .buys,.column :is(.together,.buys)>ul,.brief,.brief dl{display:contents}
.column :is(.together,.buys)>h3{margin-bottom:calc(1.4mm - var(--gap))}
.column :is(.together,.buys) li{width:100%}
.column :is(.together,.buys) li+li,.cue{margin-top:calc(var(--item) - var(--gap))}
.brief>*,.cue{width:100%}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:var(--n);line-clamp:var(--n);overflow:hidden;overflow-wrap:anywhere}
.above{color:var(--quiet);font-size:.86em;margin-bottom:.4mm}
h2{font-size:var(--title);line-height:1.17;font-weight:680;letter-spacing:-.018em;text-align:left;unicode-bidi:plaintext}
.portrait{font-size:var(--lead);line-height:1.36;color:#3a414d;margin-top:1.2mm}
h3{font-size:.84em;line-height:1.3;font-weight:600;color:var(--quiet);margin-bottom:1.4mm}
.weight{display:grid;gap:1.8mm}
.share p{display:flex;align-items:baseline;gap:1.6mm;white-space:nowrap;overflow:hidden;line-height:1.25}
.share b{font-size:var(--big);font-weight:640;letter-spacing:-.012em}
.share span{color:var(--quiet);overflow:hidden;text-overflow:ellipsis}
.track{display:block;height:1.3mm;background:#eceef1;border-radius:.7mm;overflow:hidden;margin-top:.9mm}
.fill{display:block;height:100%;background:#a4abb6;border-radius:.7mm}
.fill.own{background:var(--c)}
.figures{flex:1 1 auto;max-height:var(--figures-max);grid-auto-rows:1fr;display:grid;gap:2.4mm 4mm;grid-template-columns:repeat(var(--figures),minmax(0,1fr))}
.figure{min-width:0;display:flex;flex-direction:column}
.figure p{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;line-height:1.3}
.figure .label{color:var(--quiet);font-size:.86em}
.figure .value{font-size:var(--figure);font-weight:620;letter-spacing:-.01em;line-height:1.25}
.figure .overall{color:var(--quiet);font-size:.8em}
.hist{display:block;width:100%;min-height:var(--hist);flex:1 1 var(--hist);margin:.8mm 0 .6mm}
.hist .all{fill:#d5d9df}.hist .own{fill:var(--c)}.hist .base{fill:#a4abb6}
.buys li{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:2.5mm;line-height:1.3}
.buys .name{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;text-align:left}
.buys .lift{color:var(--quiet);font-size:.9em}
.buys .track{grid-column:1/-1;height:1mm;margin-top:.6mm}
.single .buys li+li,.single .sentences li+li{margin-top:var(--item)}
.none{color:var(--quiet)}
.why{display:block;color:var(--quiet);font-size:.8em;line-height:1.35;margin-top:.3mm}
.traits ul{display:grid;gap:1.4mm}
.traits li{display:grid;grid-template-columns:22mm minmax(0,1fr);align-items:center;gap:2mm;color:var(--quiet);font-size:.86em;line-height:1.2}
.traits .name{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;text-align:left}
.signed{position:relative;height:2mm;background:linear-gradient(#a4abb6,#a4abb6) center/.25mm 100% no-repeat,#f2f3f5;border-radius:.5mm}
.signed .fill{position:absolute;top:0;border-radius:.4mm}
.traits .axis{font-size:.76em;margin-top:-.8mm}.traits .axis i{font-style:normal}.traits .axis span:last-child{display:flex;justify-content:space-between}
.action{background:var(--tint);border-radius:1.2mm;padding:var(--box)}
.action h3{color:var(--ink)}
.action .sentence{font-size:var(--act);line-height:1.36;font-weight:520}
.action .why{font-size:calc(.8 * var(--base));font-weight:400}
.headline .clamp,h2 .clamp{text-wrap:balance}.sentence .clamp,.portrait .clamp{text-wrap:pretty}
.brief>div{padding-bottom:.5mm}
.brief .headline{font-size:var(--head);line-height:1.25;font-weight:560;letter-spacing:-.012em}
.cue dt{color:var(--quiet);font-size:.84em;line-height:1.3}
.note{border-left:.6mm solid var(--c);padding-left:2.6mm}
.note h3{margin-bottom:.4mm}
.note p{color:#3a414d}
`

/** `--base` type and how the parts of a card grow or shrink with its room. */
function sizes(values: Readonly<Record<string, string>>): string {
  return `.card{${Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')};font-size:var(--base)}`
}

/** Label before the text, on one line with it: for small cards. */
const cuesInline = `.cue{display:grid;grid-template-columns:13mm minmax(0,1fr)}.cue dt{line-height:1.55}`

const bySize: Readonly<Record<string, string>> = {
  'full-tall':
    sizes({
      base: '9pt',
      title: '26pt',
      lead: '12pt',
      big: '17pt',
      figure: '14pt',
      hist: '9mm',
      'figures-max': '38mm',
      act: '12pt',
      head: '15pt',
      gap: '5.2mm',
      gutter: '10mm',
      item: '1.9mm',
      pad: '0mm',
      box: '3.6mm 4.6mm',
      figures: '5',
    }) +
    `.card{border:0;border-radius:0;padding-top:6mm}.weight{grid-template-columns:repeat(2,minmax(0,1fr));gap:10mm}.share p{gap:2mm}.track{height:1.8mm}
.brief{display:block}.brief dl{display:grid;gap:6mm;grid-template-columns:repeat(3,minmax(0,1fr));margin-top:3mm}.cue{margin-top:0}.cue dt{margin-bottom:.6mm}`,
  'full-wide':
    sizes({
      base: '9pt',
      title: '26pt',
      lead: '11.5pt',
      big: '16pt',
      figure: '13pt',
      hist: '7mm',
      'figures-max': '33mm',
      act: '11pt',
      head: '14pt',
      gap: '4.8mm',
      gutter: '12mm',
      item: '1.6mm',
      pad: '0mm',
      box: '3.4mm 4.4mm',
      figures: '5',
    }) +
    `.card{border:0;border-radius:0;padding-top:5mm}.columns{grid-template-columns:minmax(0,4fr) minmax(0,7fr)}.column .together{display:block}.column .together>h3{margin-bottom:1.4mm}.column .together .sentences{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.6mm 6mm}.column .together .sentences li+li{margin-top:0}.brief{display:block}.brief dl{display:grid;gap:6mm;grid-template-columns:repeat(3,minmax(0,1fr));margin-top:2mm}.cue{margin-top:0}`,
  'half-wide':
    sizes({
      base: '7.8pt',
      title: '17pt',
      lead: '9pt',
      big: '12pt',
      figure: '10.5pt',
      hist: '4.5mm',
      'figures-max': '22mm',
      act: '8.6pt',
      head: '10.5pt',
      gap: '2.8mm',
      gutter: '8mm',
      item: '1.1mm',
      pad: '4.5mm',
      box: '2.2mm 3mm',
      figures: '5',
    }) + `.figures{flex-shrink:0}.columns{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}${cuesInline}`,
  'half-tall':
    sizes({
      base: '7.8pt',
      title: '17pt',
      lead: '9pt',
      big: '12pt',
      figure: '10.5pt',
      hist: '4.5mm',
      'figures-max': '24mm',
      act: '8.8pt',
      head: '10.5pt',
      gap: '3mm',
      gutter: '6mm',
      item: '1mm',
      pad: '4.5mm',
      box: '2.4mm 3.2mm',
      figures: '4',
    }) + `.weight{grid-template-columns:repeat(2,minmax(0,1fr));gap:6mm}${cuesInline}`,
  row:
    sizes({
      base: '7.5pt',
      title: '15pt',
      lead: '8.4pt',
      big: '11.5pt',
      figure: '10pt',
      hist: '3mm',
      'figures-max': '38mm',
      act: '8.2pt',
      head: '9.8pt',
      gap: '2.4mm',
      gutter: '6mm',
      item: '1mm',
      pad: '4mm',
      box: '2.2mm 2.8mm',
      figures: '2',
    }) +
    `.columns{grid-template-columns:minmax(0,10fr) minmax(0,11fr) minmax(0,13fr)}.figures{gap:1.4mm 4mm}${cuesInline.replace('13mm', '11.5mm')}`,
  column:
    sizes({
      base: '7.5pt',
      title: '15pt',
      lead: '8.4pt',
      big: '11.5pt',
      figure: '10pt',
      hist: '3.4mm',
      'figures-max': '44mm',
      act: '8.2pt',
      head: '9.8pt',
      gap: '2.6mm',
      gutter: '4mm',
      item: '.9mm',
      pad: '4mm',
      box: '2.2mm 2.8mm',
      figures: '2',
    }) + cuesInline.replace('13mm', '12mm'),
  'quarter-tall':
    sizes({
      base: '7.1pt',
      title: '13.5pt',
      lead: '8pt',
      big: '10.5pt',
      figure: '9.5pt',
      hist: '2.4mm',
      'figures-max': '34mm',
      act: '7.7pt',
      head: '9pt',
      gap: '1.8mm',
      gutter: '4mm',
      item: '.7mm',
      pad: '3.8mm',
      box: '1.8mm 2.4mm',
      figures: '2',
    }) + `.figures{gap:1.2mm 4mm}.weight{grid-template-columns:repeat(2,minmax(0,1fr));gap:4mm}`,
  'quarter-wide':
    sizes({
      base: '7.5pt',
      title: '15pt',
      lead: '8.4pt',
      big: '11.5pt',
      figure: '10pt',
      hist: '3mm',
      'figures-max': '21mm',
      act: '8pt',
      head: '9.5pt',
      gap: '2.2mm',
      gutter: '6mm',
      item: '.9mm',
      pad: '4mm',
      box: '2mm 2.6mm',
      figures: '3',
    }) + `.weight{gap:1.4mm}.columns{grid-template-columns:minmax(0,1fr) minmax(0,1.15fr)}`,
}

/** The grid of cards on a sheet; strips and quarters keep their place where the last sheet is not full. */
export function gridFor({ orientation, perPage }: PageSetup): string {
  const tall = orientation === 'portrait'
  const [columns, rows] = perPage === 4 ? [2, 2] : tall ? [1, perPage] : [perPage, 1]
  return `.cards{grid-template-columns:repeat(${columns},minmax(0,1fr));grid-template-rows:repeat(${rows},minmax(0,1fr))}`
}
