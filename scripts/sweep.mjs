// npm run sweep [-- --files 0-199] [-- --encoding UTF-8] [-- --tries 100] [-- --kernel]
//
// Reads generated files in pieces of every size from 1 to 4,096 bytes and cut in two at every place, in ten encodings, and
// says where that made a difference. It takes a while: --files takes a part of them, and --tries draws some of the cuts.
// With --kernel the pieces are read in WebAssembly, and compared with what JavaScript says of the whole.
import { parseArgs } from 'node:util'
import { requireModernNode } from './lib/node-version.mjs'

requireModernNode()

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '0-199' },
    encoding: { type: 'string' },
    tries: { type: 'string' },
    kernel: { type: 'boolean', default: false },
  },
})
const { sweepFile, sweptEncodings } = await import('../test/hostile/sweep-cuts.ts')

const [first, last = first] = values.files.split('-').map(Number)
const tries = values.tries === undefined ? null : Number(values.tries)
const encodings = sweptEncodings.filter(({ name }) => values.encoding === undefined || name === values.encoding)
const started = performance.now()
let [files, bytes, reads, rejected, faults] = [0, 0, 0, 0, 0]
for (let n = first; n <= last; n++) {
  for (const encoding of encodings) {
    const sweep = sweepFile(n, encoding, tries, values.kernel)
    files++
    bytes += sweep.bytes
    reads += sweep.reads
    rejected += sweep.rejected
    faults += sweep.faults.length
    for (const fault of sweep.faults.slice(0, 5)) console.log(`DIFFERS ${fault}`)
  }
  if ((n + 1) % 10 === 0) console.error(summary())
}
console.log(summary())
process.exit(faults === 0 ? 0 : 1)

function summary() {
  const seconds = Math.round((performance.now() - started) / 1000)
  return `${files} files of ${Math.round(bytes / files)} bytes, ${rejected} rejected rows, read ${reads} times in ${seconds} s: ${faults} differences`
}
