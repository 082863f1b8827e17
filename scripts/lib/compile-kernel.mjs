import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The module `src/engine/kernel/kernel-bytes.ts` as its sources give it: the same bytes for the same version of the
 * compiler, on every machine.
 */
export async function compileKernel() {
  let wasm = null
  const options = ['src/engine/kernel/assembly/kernel.ts', '--outFile', 'kernel.wasm', '-O3', '--noAssert']
  let said = ''
  const { error } = await asc.main(
    [...options, '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory', '--use', 'abort='],
    {
      readFile(name, baseDirectory) {
        try {
          return readFileSync(new URL(name, `file://${baseDirectory === '.' ? root : `${baseDirectory}/`}`), 'utf8')
        } catch {
          return null
        }
      },
      writeFile(_, contents) {
        wasm = contents
      },
      listFiles: () => [],
      stderr: { write: (text) => (said += text) },
    },
  )
  if (error !== null || wasm === null) throw new Error(`the kernel does not compile: ${said}`)
  const base64 = Buffer.from(wasm).toString('base64')
  return `// Made by \`npm run kernel\` from the sources in assembly/; not to be edited.\nexport const KERNEL =\n  '${base64}'\n`
}
