// npm run kernel: compiles the kernel (src/engine/kernel/assembly) and writes its bytes as a module that is imported
// like any other. With --check it only says whether that module is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileKernel } from './lib/compile-kernel.mjs'

const target = fileURLToPath(new URL('../src/engine/kernel/kernel-bytes.ts', import.meta.url))
const text = await compileKernel()
if (process.argv.includes('--check')) {
  const isSame = readFileSync(target, 'utf8') === text
  console.log(isSame ? 'kernel-bytes.ts is up to date' : 'kernel-bytes.ts is not what its sources give: npm run kernel')
  process.exitCode = isSame ? 0 : 1
} else {
  writeFileSync(target, text)
  console.log(`kernel-bytes.ts: ${Math.round((text.length * 3) / 4 / 1024)} KB of WebAssembly`)
}
