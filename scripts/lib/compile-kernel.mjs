import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Modules of src/engine/kernel that hold a kernel's bytes: what each is compiled from, and what it is called there. */
export const kernels = [
  { file: 'kernel-bytes.ts', source: 'kernel.ts', constant: 'KERNEL' },
  { file: 'count-bytes.ts', source: 'count.ts', constant: 'COUNT' },
]

/** The text of such a module as its sources give it: the same for the same version of the compiler, on every machine. */
export async function compileKernel({ source, constant }) {
  let wasm = null
  const options = [`src/engine/kernel/assembly/${source}`, '--outFile', 'kernel.wasm', '-O3', '--noAssert']
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
  return `// Made by \`npm run kernel\` from the sources in assembly/; not to be edited.\nexport const ${constant} =\n  '${base64}'\n`
}
